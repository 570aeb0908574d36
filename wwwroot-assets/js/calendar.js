// <div data-calendar data-feed="/calendar/feed?user=4" data-view="timeGridWeek" data-date="2026-11-23" …>: one person's week or month.
// The accessible equal is the agenda, one link away; toolbar and navigation are the page's own links.
function start(element) {
  if (element.dataset.ready) return;
  element.dataset.ready = 'yes';
  const { feed, view, date, from = '07:00', to = '20:00', firstDay = '1', hours = '24', locale = 'en', book, label } = element.dataset;
  const [loaded, shown] = [Date.now(), Date.parse(`${element.dataset.now ?? new Date().toISOString().slice(0, 19)}Z`)];
  const clock = { hour: 'numeric', minute: '2-digit', hour12: hours === '12' };
  const calendar = new FullCalendar.Calendar(element, {
    initialView: view,
    initialDate: date,
    locale,
    direction: document.dir || 'ltr',
    timeZone: 'UTC', // the feed sends the location's wall-clock times; the browser's zone data may lag
    events: feed,
    headerToolbar: false,
    eventInteractive: true,
    firstDay: Number(firstDay),
    slotMinTime: from,
    slotMaxTime: to,
    slotDuration: '00:30:00',
    snapDuration: '00:05:00',
    slotHeaderInterval: '01:00',
    slotHeaderFormat: clock,
    eventTimeFormat: clock,
    allDaySlot: false,
    nowIndicator: true,
    now: () => new Date(shown + Date.now() - loaded).toISOString().slice(0, 19), // the person's wall clock, not this computer's
    height: 'auto',
    dayMaxEvents: 6,
    selectable: Boolean(book),
    selectMirror: true,
    // The names it gives to headers and cells leave out what is written in them.
    dayHeaderDidMount: ({ el }) => named(el),
    dayCellDidMount: ({ el }) => named(el),
    eventClass: ({ event }) => event.extendedProps.class ?? '',
    eventClick(info) {
      if (!info.event.url || info.jsEvent.ctrlKey || info.jsEvent.metaKey) return;
      info.jsEvent.preventDefault();
      crm.openInDialog(info.event.url);
    },
    select: ({ startStr, endStr }) => crm.openInDialog(crm.withQuery(book, { start: startStr.slice(0, 16), end: endStr.slice(0, 16) })),
    eventSourceFailure: () => crm.emit(crm.events.announce, document.getElementById('notices')?.dataset.failed),
  });
  calendar.render();
  if (label) element.setAttribute('aria-label', label);
  document.addEventListener(crm.events.boardChanged, () => calendar.refetchEvents());
}

function named(cell) {
  cell.removeAttribute('aria-label');
  cell.querySelectorAll('[aria-hidden]').forEach(part => part.removeAttribute('aria-hidden'));
}

crm.onContent('[data-calendar]', start);
