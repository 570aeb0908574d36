// <fieldset data-fee> with the three fields of a fee: typing in two of them empties the third, which the server works out.
const parts = group => ['FeeBase', 'FeeTaxRate', 'FeeTotal'].map(name => group.querySelector(`[name$=".${name}"]:not([type=hidden])`)).filter(Boolean);
const typed = new WeakMap();

document.addEventListener('input', event => {
  const group = event.target.closest?.('[data-fee]');
  const fields = group ? parts(group) : [];
  if (!fields.includes(event.target)) return;
  const before = typed.get(group) ?? fields.filter(field => field.value !== '' && field !== event.target).slice(0, 1);
  const last = [event.target, ...before.filter(field => field !== event.target)].slice(0, 2);
  typed.set(group, last);
  if (last.length === 2) fields.filter(field => !last.includes(field)).forEach(field => { field.value = ''; });
}, true);
