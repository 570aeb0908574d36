// A menu (details.menu) closes when one of its items is pressed, on a press elsewhere, when the focus leaves it, and on Escape.
const close = except => document.querySelectorAll('details.menu[open]').forEach(menu => { if (menu !== except) menu.open = false; });

document.addEventListener('click', event => close(event.target.closest('.menu-items') ? null : event.target.closest('details.menu')));
document.addEventListener('focusin', event => close(event.target.closest('details.menu')));
document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && event.target.closest?.('details.menu[open]');
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector('summary').focus();
});
