// Arrived and missed straight from a card: the form that all cards share (data-quick) is sent without leaving the board.
// Links marked data-in-dialog, and gaps by keyboard, open in the dialog; without a script both simply go to the appointment.
const { events, emit } = crm;

/** A card gets its buttons when somebody points at it or focuses it: a full board would otherwise carry hundreds that nobody presses. */
function equip(event) {
  const card = event.target.closest?.('.appt[data-move]');
  const actions = document.getElementById('appt-actions')?.content;
  if (!card || !actions || card.querySelector('.appt-actions')) return;
  const address = card.querySelector('.appt-link').getAttribute('href');
  const copy = actions.cloneNode(true);
  for (const button of copy.querySelectorAll('[data-handler]')) {
    button.setAttribute('formaction', `${address}?handler=${button.dataset.handler}`);
    if (button.dataset.handler !== 'Note' && card.classList.contains('is-arrived')) button.remove();
  }
  copy.querySelector('a').setAttribute('href', `${address}/move`);
  card.append(copy);
}
document.addEventListener('pointerover', equip);
document.addEventListener('focusin', equip);

document.addEventListener('submit', async event => {
  const button = event.submitter;
  if (!event.target.matches('form[data-quick]') || !button || !globalThis.htmx) return;
  event.preventDefault();
  button.disabled = true;
  button.closest('.appt')?.querySelector('.appt-link')?.focus();
  const values = Object.fromEntries(new FormData(event.target));
  await htmx.ajax('POST', button.formAction, { source: event.target, values, swap: 'none' });
  button.disabled = false;
  emit(events.boardChanged);
});

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[data-in-dialog], .board :is(.appt-link, .gap-button)');
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  link.focus();
  crm.openInDialog(link.getAttribute('href'), link);
});
