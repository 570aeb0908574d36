// Single keys press the visible element with data-key="n". Inside an item with data-keys (a card, a row) its own elements come first; data-keys="page" is what the whole page is about.
// Off in fields, and entirely with <body data-shortcuts="off"> (WCAG 2.1.4).
const typing = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable=true]';
const ownArrows = '[role=listbox], [role=tablist], [data-own-arrows], .fc';

function find(scope, key, filter = () => true) {
  return [...scope.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(element => filter(element) && element.checkVisibility({ visibilityProperty: true }));
}

function pressed(key) {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const item = document.activeElement?.closest('[data-keys]') ?? document.querySelector('[data-keys]:hover') ?? (dialog ?? document).querySelector('[data-keys=page]');
  return (item && find(item, key)) ?? find(dialog ?? document, key, element => !element.closest('[data-keys]'));
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.body.dataset.shortcuts === 'off' || event.target.closest?.(typing)) return;
  const help = document.getElementById('shortcuts');
  if (event.key === '?' && help && !document.querySelector('dialog[open]')) {
    event.preventDefault();
    help.showModal();
    help.querySelector('h2')?.focus();
    return;
  }
  let key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!/^(.|ArrowLeft|ArrowRight)$/.test(key) || key === ' ') return;
  if (key.startsWith('Arrow')) {
    if (event.shiftKey || event.target.closest?.(ownArrows)) return;
    if (document.dir === 'rtl') key = key === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  }
  const element = pressed(key);
  if (!element) return;
  event.preventDefault();
  if (element.matches(typing)) element.focus();
  else element.click();
});
