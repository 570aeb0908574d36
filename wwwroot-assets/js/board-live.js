// data-live="/board/live?…" on an element with an id: shows it anew from the page's own address when the server says that something changed.
// One stream a tab, closed while hidden; a refresh waits while a card is dragged or a dialog is open.
const { events, emit } = crm;
const settle = 80;
const patience = 4000;
let stream, timer, retry, sign, own = 0, due = false, changed = new Set();

const region = () => document.querySelector('[data-live]:not([data-live=""])');
const busy = () => document.body.dataset.dragging || document.querySelector('dialog[open], details.menu[open]');

/** The stream is opened anew every minute; only one that stays away is worth a word. */
function lost(state) {
  clearTimeout(sign);
  const show = () => document.querySelectorAll('[data-live-lost]').forEach(element => { element.hidden = !state; });
  if (state) sign = setTimeout(show, patience);
  else show();
}

/** How to find the focused element again in the board that comes: by id, else by where it leads, else by its card. */
function focused(old) {
  const element = document.activeElement;
  if (!element || element === old || !old.contains(element)) return () => element === old && region()?.focus({ preventScroll: true });
  const card = element.closest('.appt')?.querySelector('.appt-link')?.id;
  const [name, value] = ['formaction', 'href'].map(name => [name, element.getAttribute(name)]).find(pair => pair[1]) ?? [];
  return () => {
    if (region()?.contains(document.activeElement) && document.activeElement !== region()) return;
    const places = [
      element.id && document.getElementById(element.id),
      value && [...region()?.querySelectorAll(`[${name}]`) ?? []].find(other => other.getAttribute(name) === value),
      card && document.getElementById(card), region(),
    ].filter(Boolean);
    // What is shown only on a focused card cannot take the focus; the card can.
    places.find(place => { place.focus({ preventScroll: true }); return document.activeElement === place; });
  };
}

/** Says what others changed; what was done here has been said already. */
function say(before) {
  const board = region();
  const ids = [...changed];
  changed.clear();
  const here = ids.map(id => document.getElementById(id)).filter(Boolean);
  if (ids.length > 5) here.length = 0; // a whole series or an evening away: too much to point at
  here.forEach(element => (element.closest('.appt, li') ?? element).classList.add('is-changed'));
  if (!board?.dataset.changed || Date.now() - own < 3000) return;
  const words = here.slice(0, 3).map(element => element.innerText.replace(/\s+/g, ' ').trim());
  if (words.length) emit(events.announce, board.dataset.changed.replace('{0}', words.join('; ')));
  else if (ids.some(id => before.has(id))) emit(events.announce, board.dataset.gone);
}

function refresh() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const old = region();
    if (!old || document.hidden) return;
    if (busy()) { due = true; return; }
    due = false;
    const [top, left, back] = [old.scrollTop, old.scrollLeft, focused(old)];
    const before = new Set([...old.querySelectorAll('[id]')].map(element => element.id));
    await htmx.ajax('GET', location.pathname + location.search, { target: `#${old.id}`, select: `#${old.id}`, swap: 'outerHTML', headers: { 'X-Background': '1' } });
    region()?.scrollTo({ top, left, behavior: 'instant' });
    if (region() !== old) back();
    say(before);
  }, settle);
}

function listen() {
  const here = region();
  if (!here || document.hidden || stream) return;
  stream = new EventSource(here.dataset.live);
  stream.onopen = () => lost(false);
  // The data are the element ids of what changed, separated by spaces; nothing else travels here.
  stream.addEventListener('changed', ({ data }) => {
    data.split(' ').filter(Boolean).forEach(id => changed.add(id));
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
document.addEventListener(events.boardChanged, () => { own = Date.now(); refresh(); });
for (const end of [events.dialogClosed, events.dragEnded]) document.addEventListener(end, () => { if (due) refresh(); });
document.addEventListener('toggle', event => { if (due && !event.target.open) refresh(); }, true);
listen();
