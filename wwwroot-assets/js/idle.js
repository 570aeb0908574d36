// After <body data-idle-lock="300"> seconds without input the screen hides itself, in every tab, and POST /lock ends access on the server.
// Only what a person does counts, never a request: polling must not keep a desk open.
const seconds = Number(document.body.dataset.idleLock);
const screen = document.getElementById('lock-screen');
const form = document.querySelector('form[data-lock]');
const tabs = new BroadcastChannel('crm-presence');
let lastInput = Date.now();
let lastTold = 0;
let lastPresent = Date.now();

function active() {
  lastInput = Date.now();
  if (lastInput - lastTold < 5000) return;
  lastTold = lastInput;
  tabs.postMessage('active');
  present();
}

// Typing a long text sends no request for minutes; the server's own limit must not take it for absence.
function present() {
  if (!form || lastInput - lastPresent < 60000) return;
  lastPresent = lastInput;
  fetch(form.action.replace(/lock$/, 'present'), { method: 'POST' }).catch(() => {});
}

function hide() {
  if (!screen || screen.open) return;
  screen.showModal();
  document.title = screen.querySelector('h2').textContent;
  screen.querySelector('h2').focus();
}

async function lock() {
  hide();
  tabs.postMessage('locked');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { 'HX-Request': 'true' } });
    const unlock = answer.ok && answer.status !== 204 ? await answer.text() : '';
    if (!unlock) return;
    const body = document.getElementById('lock-body');
    body.innerHTML = unlock;
    globalThis.htmx?.process(body);
    body.querySelector('[autofocus], input:not([type=hidden])')?.focus();
  } catch { /* offline: hidden all the same, and the server's own limit still holds */ }
}

function show() {
  if (screen?.open) screen.close();
  active();
}

if (screen && form) {
  const title = document.title;
  // Browsers let a second Esc through a refused cancel, so the key itself is stopped too.
  screen.addEventListener('cancel', event => event.preventDefault());
  addEventListener('keydown', event => { if (screen.open && event.key === 'Escape') event.preventDefault(); }, true);
  screen.addEventListener('close', () => { document.title = title; });
  form.addEventListener('submit', event => {
    event.preventDefault();
    lock();
  });
  document.addEventListener(crm.events.unlocked, () => {
    show();
    tabs.postMessage('unlocked');
  });
  tabs.onmessage = ({ data }) => {
    if (data === 'active') lastInput = Date.now();
    if (data === 'locked') hide();
    if (data === 'unlocked') show();
  };
  for (const input of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
    addEventListener(input, active, { passive: true, capture: true });
  // A clock, not one long timeout: a laptop that slept must lock as it wakes.
  if (seconds > 0) setInterval(() => Date.now() - lastInput >= seconds * 1000 && !screen.open && lock(), 1000);
}

document.addEventListener('click', event => {
  if (!event.target.closest('[data-reload]')) return;
  event.preventDefault();
  location.reload();
});
