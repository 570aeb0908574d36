// data-live="/board/stream?…" on an element with an id: shows it anew from the page's own address when the server says that something changed.
// One stream a tab, closed while hidden; a refresh waits while a card is dragged or a dialog is open.
const { events } = crm;
const settle = 120;
let stream, timer, retry, due = false, changed = [];

const region = () => document.querySelector('[data-live]');
const busy = () => document.body.dataset.dragging || document.querySelector('dialog[open], details.menu[open]');

function lost(state) {
  document.querySelectorAll('[data-live-lost]').forEach(sign => { sign.hidden = !state; });
}

function refresh() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const old = region();
    if (!old || document.hidden) return;
    if (busy()) { due = true; return; }
    due = false;
    const [top, left] = [old.scrollTop, old.scrollLeft];
    await htmx.ajax('GET', location.pathname + location.search, { target: `#${old.id}`, select: `#${old.id}`, swap: 'outerHTML' });
    region()?.scrollTo({ top, left, behavior: 'instant' });
    for (const id of changed.splice(0)) document.getElementById(id)?.classList.add('is-changed');
  }, settle);
}

function listen() {
  const here = region();
  if (!here || document.hidden || stream) return;
  stream = new EventSource(here.dataset.live);
  stream.onopen = () => lost(false);
  stream.onmessage = stream.onerror = null;
  // The data are the element ids of what changed, separated by spaces; nothing else travels here.
  stream.addEventListener('changed', ({ data }) => {
    changed.push(...data.split(' ').filter(Boolean));
    refresh();
  });
  stream.addEventListener('error', () => {
    lost(true);
    if (stream?.readyState !== EventSource.CLOSED) return;
    stop();
    retry = setTimeout(listen, 5000);
  });
}

function stop() {
  clearTimeout(retry);
  stream?.close();
  stream = undefined;
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return stop();
  listen();
  if (region()) refresh();
});
addEventListener('pagehide', stop);
addEventListener('pageshow', event => { if (event.persisted) { listen(); refresh(); } });
document.addEventListener(events.boardChanged, refresh);
for (const end of [events.dialogClosed, events.dragEnded]) document.addEventListener(end, () => { if (due) refresh(); });
document.addEventListener('toggle', event => { if (due && !event.target.open) refresh(); }, true);
listen();
