// A second dialog over the form in hand, so that adding a client from inside a booking does not lose the booking. Without htmx the address is opened.
const { events, emit } = crm;

crm.openOver = (address, input) => {
  if (!globalThis.htmx) return location.assign(address);
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'over-title');
  const form = document.createElement('form');
  form.method = 'dialog';
  const close = document.createElement('button');
  close.className = 'button-icon dialog-close';
  close.ariaLabel = document.querySelector('#dialog .dialog-close')?.ariaLabel ?? '×';
  close.textContent = '×';
  form.append(close);
  const body = document.createElement('div');
  body.className = 'dialog-body';
  dialog.append(form, body);
  document.body.append(dialog);

  function added({ detail: { id, label } }) {
    const hidden = document.getElementById(input.dataset.value);
    input.value = label;
    if (hidden) {
      hidden.value = id;
      hidden.dispatchEvent(new Event('change', { bubbles: true }));
    }
    emit(events.chosen, { value: String(id), label }, input);
    dialog.querySelectorAll('form[data-dirty]').forEach(saved => delete saved.dataset.dirty);
    dialog.close();
  }

  document.addEventListener(events.clientAdded, added);
  dialog.addEventListener('close', () => {
    document.removeEventListener(events.clientAdded, added);
    dialog.remove();
    input.focus();
  });
  htmx.ajax('GET', address, { target: body, swap: 'innerHTML' }).then(() => {
    dialog.showModal();
    body.querySelector('input:not([type=hidden])')?.focus();
  });
};
