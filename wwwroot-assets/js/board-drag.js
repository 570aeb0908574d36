// Drag a card (data-move="/appointments/5/move") to another column or time; the Move form then opens filled in, and nothing is saved before it is sent.
// The keyboard's way is the card's own Move action. Touch scrolls, so there the Move action serves too.
const { events, emit } = crm;
const threshold = 5;
let drag = null;

function begin(event) {
  const box = drag.card.getBoundingClientRect();
  drag.grip = drag.y - box.top;
  drag.ghost = drag.card.cloneNode(true);
  drag.ghost.removeAttribute('id');
  drag.ghost.classList.add('drag-ghost');
  drag.ghost.inert = true;
  drag.ghost.style.inlineSize = `${box.width}px`;
  drag.ghost.style.blockSize = `${box.height}px`;
  drag.label = document.createElement('b');
  drag.label.className = 'drag-time';
  drag.ghost.append(drag.label);
  document.body.append(drag.ghost);
  drag.card.classList.add('is-dragged');
  drag.card.setPointerCapture(event.pointerId);
  document.body.dataset.dragging = 'yes';
  emit(events.dragStarted, null, drag.card);
}

function move(event) {
  [drag.atX, drag.atY] = [event.clientX, event.clientY];
  const at = crm.boardTime.at(drag.board, event.clientX, event.clientY - drag.grip, 5);
  const column = at.column.getBoundingClientRect();
  const list = at.column.querySelector('.board-list').getBoundingClientRect();
  drag.ghost.style.transform = `translate(${column.left + 3}px, ${list.top + (at.row / drag.board.dataset.rows) * list.height}px)`;
  drag.label.textContent = crm.boardTime.label(drag.board, at.row);
  drag.at = at;
}

/** Near an edge the board scrolls along. */
function scroll() {
  if (!drag?.ghost) return;
  const box = drag.board.getBoundingClientRect();
  const pull = (at, low, high) => (at < low + 48 ? -10 : at > high - 48 ? 10 : 0);
  const [x, y] = [pull(drag.atX, box.left + 56, box.right), pull(drag.atY, Math.max(0, box.top + 40), Math.min(innerHeight, box.bottom))];
  if (x || y) {
    drag.board.scrollBy({ left: x, top: y, behavior: 'instant' });
    move({ clientX: drag.atX, clientY: drag.atY });
  }
  requestAnimationFrame(scroll);
}

function end(drop) {
  if (!drag) return;
  const { ghost, card, board, at } = drag;
  drag = null;
  if (!ghost) return;
  ghost.remove();
  card.classList.remove('is-dragged');
  delete document.body.dataset.dragging; // a flag left behind would keep Enter and the refresh from working
  emit(events.dragEnded, null, card);
  addEventListener('click', event => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
  setTimeout(() => dispatchEvent(new Event('click')), 50); // spends the guard when no click follows
  if (!drop || !at) return;
  card.querySelector('a')?.focus({ preventScroll: true });
  const [name, value] = (at.column.dataset.column ?? '').split('=');
  const link = card.querySelector('a');
  crm.openInDialog(crm.withQuery(card.dataset.move || `${link.getAttribute('href')}/move`, { start: crm.boardTime.start(board, at.row), ...(value && { [name]: value }) }), link);
}

document.addEventListener('pointerdown', event => {
  const card = event.button === 0 && event.pointerType !== 'touch' && event.target.closest?.('.board [data-move]');
  if (!card || event.target.closest('button')) return;
  drag = { card, board: card.closest('.board'), x: event.clientX, y: event.clientY };
});
document.addEventListener('pointermove', event => {
  if (!drag) return;
  if (!drag.ghost) {
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < threshold) return;
    begin(event);
    move(event);
    scroll();
  } else move(event);
});
document.addEventListener('pointerup', () => end(true));
document.addEventListener('pointercancel', () => end(false));
document.addEventListener('dragstart', event => { if (event.target.closest?.('[data-move]')) event.preventDefault(); });
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && drag?.ghost) { event.preventDefault(); end(false); }
}, true);
addEventListener('blur', () => end(false));
