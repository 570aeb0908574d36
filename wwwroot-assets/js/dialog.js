// Opens dialogs (data-open="id", or htmx content arriving in #dialog-body), closes them, and gives the focus back to what opened them.
const { events, emit } = crm;
const host = document.getElementById('dialog');
const body = document.getElementById('dialog-body');
const openers = new WeakMap();

function show(dialog, opener) {
  if (opener) openers.set(dialog, { element: opener, id: opener.id });
  if (dialog.open) return;
  dialog.showModal();
  emit(events.dialogOpened, null, dialog);
}

function firstStop() {
  return body.querySelector('[autofocus], .error-summary') ?? body.querySelector('#dialog-title') ?? body;
}

function closed(dialog) {
  if (dialog === host) body.replaceChildren();
  const opener = openers.get(dialog);
  openers.delete(dialog);
  const back = opener?.element.isConnected ? opener.element : opener?.id ? document.getElementById(opener.id) : null;
  back?.focus();
  emit(events.dialogClosed, null, document);
}

document.addEventListener('click', event => {
  const opener = event.target.closest('[data-open]');
  const dialog = opener && document.getElementById(opener.dataset.open);
  if (!dialog || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  show(dialog, opener);
});

for (const dialog of document.querySelectorAll('dialog:not(#lock-screen)')) {
  dialog.addEventListener('close', () => closed(dialog));
  // A press on the backdrop hits the dialog itself; one that began inside (selecting text) does not count.
  let pressed = null;
  dialog.addEventListener('pointerdown', event => { pressed = event.target; });
  dialog.addEventListener('click', event => {
    if (event.target === dialog && pressed === dialog) dialog.requestClose ? dialog.requestClose() : dialog.close();
  });
}

if (host) {
  document.addEventListener('htmx:beforeRequest', ({ detail }) => {
    if (detail.target === body && !host.contains(detail.elt) && detail.elt !== document.body)
      openers.set(host, { element: detail.elt, id: detail.elt.id });
  });
  document.addEventListener('htmx:afterSettle', ({ detail }) => {
    if (!body.contains(detail.elt)) return;
    if (!body.firstElementChild) return host.close();
    const heading = body.querySelector('#dialog-title');
    if (heading) heading.tabIndex = -1;
    show(host);
    if (!body.contains(document.activeElement) || document.activeElement === body) firstStop().focus();
  });
  body.tabIndex = -1;
}

document.addEventListener(events.closeDialog, () => {
  // Once the answer has been swapped in, so that the focus finds what is new.
  setTimeout(() => document.querySelectorAll('dialog[open]:not(#lock-screen)').forEach(dialog => dialog.close()), 60);
});
