// After a swap the focus goes where the server says (crm:focus), else to what asks for it (data-focus: an error summary, a new heading).
const { events } = crm;
let wanted = null;

function give(element) {
  if (!element) return;
  if (!element.matches('a[href], button, input, select, textarea, summary, [tabindex]')) element.tabIndex = -1;
  element.focus();
}

document.addEventListener(events.focus, ({ detail }) => { wanted = detail?.value ?? detail?.id ?? detail; });

document.addEventListener('htmx:afterSettle', ({ detail }) => {
  const target = wanted ? document.getElementById(wanted) : detail.elt?.querySelector?.('[data-focus]');
  const dialog = document.querySelector('dialog[open]');
  if (!target || (dialog && !dialog.contains(target))) return; // what lies behind an open dialog cannot take it yet
  wanted = null;
  give(target);
});

// The dialog gives the focus back to its opener first; the server's wish comes after.
document.addEventListener(events.dialogClosed, () => {
  const target = wanted && document.getElementById(wanted); // what is new arrives with the next swap
  if (!target) return;
  wanted = null;
  give(target);
});

give(document.querySelector('[data-focus]'));
