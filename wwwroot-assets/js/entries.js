// Up and down go from entry to entry of a timeline; Enter opens, because each is a link. From nowhere in particular, down goes to the first one in view.
const typing = 'input, select, textarea, [contenteditable=true], summary, [role=listbox]';

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (document.body.dataset.shortcuts === 'off' || event.target.closest?.(typing) || document.querySelector('dialog[open]')) return;
  const entries = [...document.querySelectorAll('.entries .entry')];
  const at = entries.indexOf(document.activeElement);
  const next = at >= 0 ? entries[at + (event.key === 'ArrowDown' ? 1 : -1)] : event.key === 'ArrowDown' ? entries.find(entry => entry.getBoundingClientRect().top >= 0) : null;
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.closest('li').scrollIntoView({ block: 'nearest' });
});
