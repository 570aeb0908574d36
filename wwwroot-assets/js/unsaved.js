// <form method="post" data-unsaved="Leave without saving?"> warns before typed changes are lost; Ctrl/Cmd+Enter sends any form that posts.
const dirty = () => document.querySelectorAll('form[data-dirty]');
const form = element => element?.closest?.('form');

document.addEventListener('input', event => {
  const typed = form(event.target);
  if (typed?.dataset.unsaved) typed.dataset.dirty = 'yes';
});

document.addEventListener('submit', event => {
  if (event.target.method === 'dialog' && !mayClose(event.target.closest('dialog'))) event.preventDefault();
}, true);
// Last of all: a form that a passkey holds back is not sent yet.
addEventListener('submit', event => {
  if (event.target.method !== 'dialog' && !(event.defaultPrevented && event.submitter?.matches('[data-passkey]'))) delete event.target.dataset.dirty;
});

// A refused or failed save has saved nothing.
document.addEventListener('htmx:afterSwap', ({ detail }) => {
  if (detail.xhr?.status === 422 || detail.xhr?.status === 409 || detail.xhr?.status === 412)
    detail.elt?.querySelectorAll?.('form[data-unsaved]').forEach(refused => { refused.dataset.dirty = 'yes'; });
});
for (const failure of ['htmx:sendError', 'htmx:responseError'])
  document.addEventListener(failure, ({ detail }) => {
    const failed = form(detail.elt);
    if (failed?.dataset.unsaved && failed.method === 'post') failed.dataset.dirty = 'yes';
  });

document.addEventListener(crm.events.saved, () => dirty().forEach(saved => delete saved.dataset.dirty));

addEventListener('beforeunload', event => {
  if (dirty().length > 0) event.preventDefault();
});

function mayClose(dialog) {
  const open = dialog?.querySelector('form[data-dirty]');
  if (!open) return true;
  if (!confirm(open.dataset.unsaved)) return false;
  delete open.dataset.dirty;
  return true;
}

document.addEventListener('cancel', event => {
  if (!mayClose(event.target)) event.preventDefault();
}, true);

document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  const sent = form(event.target) ?? document.querySelector('dialog[open] form[method=post]');
  if (sent?.method !== 'post') return;
  event.preventDefault();
  sent.requestSubmit();
});
