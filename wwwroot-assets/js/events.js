// Every event name of the browser side, in one place. The server sends those marked S in HX-Trigger, with the detail that is named.
globalThis.crm = Object.freeze({
  events: Object.freeze({
    announce: 'crm:announce', // S {value | text}: say a sentence in the live region
    closeDialog: 'crm:close-dialog', // S close the open dialog
    dialogOpened: 'crm:dialog-opened',
    dialogClosed: 'crm:dialog-closed',
    focus: 'crm:focus', // S {value | id}: put the focus on this element after the swap
    saved: 'crm:saved', // S the form was saved: leaving it loses nothing
    boardChanged: 'crm:board-changed', // S show the board anew
    dragStarted: 'crm:drag-started',
    dragEnded: 'crm:drag-ended',
    locked: 'crm:locked',
    unlocked: 'crm:unlocked', // S the person is back: show the screen again
    chosen: 'crm:chosen', // {value, label}: an option of a combobox was taken
  }),
  emit(name, detail, from = document) {
    from.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  },
});
