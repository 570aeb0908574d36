// <form data-assessment>: inside an item a number key gives the answer of so many points and goes on, Delete takes it back. What the server has kept is not unsaved.
crm.onContent('form[data-assessment]', form => {
  if (form.dataset.assessmentOn) return;
  form.dataset.assessmentOn = 'yes';

  form.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.shortcuts === 'off') return;
    const item = event.target.closest('[data-item]');
    const wanted = /^\d$/.test(event.key) ? event.key : event.key === 'Delete' || event.key === 'Backspace' ? 'none' : null;
    const answer = item && wanted && item.querySelector(`input[data-points="${wanted}"]`);
    if (!answer) return;
    event.preventDefault();
    if (!answer.checked) answer.click();
    if (wanted === 'none') return answer.focus();
    const items = [...form.querySelectorAll('[data-item]')];
    const next = items[items.indexOf(item) + 1];
    (next ? next.querySelector('input:checked:not([value=""])') ?? next.querySelector('input') : form.querySelector('[data-after-items]')).focus();
  });

  form.addEventListener('htmx:afterRequest', ({ detail }) => {
    if (detail.successful && detail.requestConfig.path.includes('handler=Keep')) delete form.dataset.dirty;
  });
});
