// Ctrl/Cmd+K: search and commands. GET /palette?q= answers <a role="option" href> (go there) or <div role="option" data-dialog> (open in the dialog).
const dialog = document.getElementById('palette');
const input = dialog?.querySelector('[data-palette]');

if (input) {
  const box = crm.listbox(input, document.getElementById('palette-list'), { choose, selectFirst: true, hideEmpty: false });
  const ask = crm.asking(input.dataset.palette, box.show);

  function choose(option, event) {
    if (event?.ctrlKey || event?.metaKey) return;
    event?.preventDefault();
    dialog.close();
    if (option.dataset.dialog) crm.openInDialog(option.dataset.dialog);
    else if (option.dataset.open) document.getElementById(option.dataset.open)?.showModal();
    else location.assign(option.getAttribute('href') ?? option.dataset.href);
  }

  input.addEventListener('input', () => ask({ q: input.value }));
  dialog.addEventListener(crm.events.dialogOpened, () => {
    input.select();
    ask({ q: input.value }, 0);
  });
  dialog.addEventListener('close', () => { input.value = ''; });

  document.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    if (dialog.open) return dialog.close();
    if (document.querySelector('dialog[open]')) return;
    dialog.showModal();
    crm.emit(crm.events.dialogOpened, null, dialog);
  });
}
