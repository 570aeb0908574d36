// <form method="get" data-pick>: choosing shows at once. While a date is typed its halves are not dates yet, so then Enter or leaving the field shows it.
let typed = 0;

document.addEventListener('keydown', event => {
  if (event.target.closest?.('form[data-pick] input')) typed = Date.now();
});
document.addEventListener('change', event => {
  const form = event.target.closest?.('form[data-pick]');
  if (!form || (event.target.matches('input') && Date.now() - typed < 1000)) return;
  if (form.reportValidity()) form.requestSubmit();
});
document.addEventListener('focusout', event => {
  const form = event.target.closest?.('form[data-pick]');
  if (form && event.target.matches('input[type=date]') && event.target.value !== event.target.defaultValue && form.checkValidity()) form.requestSubmit();
});
