// A press inside a free gap books from the time under the pointer; by keyboard and without a script from the gap's beginning.
const step = 15;

function pointed(event) {
  const gap = event.target.closest?.('.board .gap-button');
  const board = gap?.closest('.board');
  if (!gap || !board) return null;
  const list = gap.closest('.board-list').getBoundingClientRect();
  const box = gap.getBoundingClientRect();
  const slot = list.height / Number(board.dataset.rows);
  const first = Math.round((box.top - list.top) / slot);
  const last = first + Math.round(box.height / slot) - 1;
  const under = crm.boardTime.at(board, event.clientX, event.clientY - slot * 1.5, step).row;
  const row = Math.min(Math.max(under, first), last);
  return { gap, board, row, offset: (row - first) * slot };
}

document.addEventListener('pointermove', event => {
  const at = event.pointerType === 'mouse' && pointed(event);
  if (!at) return;
  at.gap.dataset.at = crm.boardTime.label(at.board, at.row);
  at.gap.style.setProperty('--at', `${at.offset}px`);
});

document.addEventListener('click', event => {
  const at = event.detail > 0 && !event.ctrlKey && !event.metaKey && pointed(event);
  if (!at) return;
  event.preventDefault();
  event.stopPropagation();
  at.gap.focus();
  crm.openInDialog(crm.withQuery(at.gap.getAttribute('href'), { start: crm.boardTime.start(at.board, at.row).slice(11) }), at.gap);
}, true);
