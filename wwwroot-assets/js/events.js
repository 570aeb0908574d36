// Every event name of the browser side, in one place. The server sends those marked S in HX-Trigger, with the detail that is named.
globalThis.crm = {
  events: Object.freeze({
    announce: 'crm:announce', // S "sentence": say it in the live region
    focus: 'crm:focus', // S "element id": put the focus there once the swap is done
    closeDialog: 'crm:close-dialog', // S close the open dialog
    boardChanged: 'crm:board-changed', // S show what is live anew
    saved: 'crm:saved', // S leaving the page loses nothing any more
    clientAdded: 'crm:client-added', // S {id, label}: chosen in the form that asked for a new client
    unlocked: 'crm:unlocked', // S the person is back: show the screen again
    dialogOpened: 'crm:dialog-opened',
    dialogClosed: 'crm:dialog-closed',
    dragStarted: 'crm:drag-started',
    dragEnded: 'crm:drag-ended',
    chosen: 'crm:chosen', // {value, label}: an option of a combobox was taken
  }),

  emit(name, detail, from = document) {
    from.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  },

  /** Loads an address into the dialog; without htmx the address is simply opened. The focus goes back to what opened it. */
  openInDialog(address, opener = undefined) {
    if (!globalThis.htmx || !document.getElementById('dialog-body')) location.assign(address);
    else htmx.ajax('GET', address, { target: '#dialog-body', swap: 'innerHTML', source: opener });
  },

  /** The address with these query values set. */
  withQuery(address, values) {
    const url = new URL(address, location.href);
    for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
    return url.pathname + url.search;
  },

  /** Does something for each match now and after every swap; what is done must be harmless to repeat. */
  onContent(selector, enhance) {
    const all = () => document.querySelectorAll(selector).forEach(enhance);
    all();
    document.addEventListener('htmx:afterSettle', all);
  },
};
