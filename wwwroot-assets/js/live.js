// Says in the live region what changed: announcements of the server, of other scripts, and elements marked data-announce.
const { events, onContent } = crm;
const said = new WeakSet();

function say(sentence) {
  const live = document.getElementById('live');
  if (!live || !sentence) return;
  live.textContent = ''; // the same words twice are two changes
  setTimeout(() => { live.textContent = sentence; }, 60);
}

document.addEventListener(events.announce, ({ detail }) => say(detail?.value ?? detail?.text ?? detail));

onContent('[data-announce]', element => {
  if (said.has(element)) return;
  said.add(element);
  say(element.dataset.announce || (element.querySelector('span') ?? element).textContent.trim());
});

/** A request that failed leaves the page as it was; say so instead of nothing. */
function failed(words) {
  const notices = document.getElementById('notices');
  if (!notices) return;
  notices.querySelector('.toast-bad')?.remove();
  const toast = document.createElement('p');
  toast.className = 'toast toast-bad';
  toast.dataset.expires = '15';
  toast.textContent = words;
  notices.append(toast);
  say(words);
}

document.addEventListener('htmx:responseError', () => failed(document.getElementById('notices')?.dataset.failed));
document.addEventListener('htmx:sendError', () => failed(document.getElementById('notices')?.dataset.offline));
