// data-expires="60": goes away by itself after so many seconds, but never under the pointer or the focus. data-dismiss closes what it stands in.
const { onContent } = crm;
const counted = new WeakSet();

function count(element) {
  if (counted.has(element)) return;
  counted.add(element);
  let left = Number(element.dataset.expires);
  const timer = setInterval(() => {
    if (!element.isConnected) return clearInterval(timer);
    if (element.matches(':hover, :focus-within') || document.hidden) return;
    if (--left > 0) return;
    clearInterval(timer);
    element.remove();
  }, 1000);
}

onContent('[data-expires]', count);
new MutationObserver(() => document.querySelectorAll('#notices [data-expires]').forEach(count))
  .observe(document.getElementById('notices') ?? document.createElement('i'), { childList: true });

document.addEventListener('click', event => {
  event.target.closest('[data-dismiss]')?.closest('.toast, .banner')?.remove();
});
