// <div class="now-line" data-from="epoch ms of the board's first row" data-server="epoch ms now" data-rows="144">: moves by the server's clock.
const fiveMinutes = 300_000;
const skews = new WeakMap();

function place(line) {
  if (!skews.has(line)) skews.set(line, Number(line.dataset.server) - Date.now());
  const row = Math.floor((Date.now() + skews.get(line) - Number(line.dataset.from)) / fiveMinutes);
  line.hidden = row < 0 || row >= Number(line.dataset.rows);
  line.className = `now-line r${Math.max(0, row)}`;
}

const all = () => document.querySelectorAll('.now-line[data-from]').forEach(place);
crm.onContent('.now-line[data-from]', place);
setInterval(all, 20_000);

// The day opens where it is, not at its first hour.
const line = document.querySelector('.now-line[data-from]:not([hidden])');
const board = line?.closest('.board');
if (board) board.scrollTop = Math.max(0, line.offsetTop - board.clientHeight / 4);

document.addEventListener('visibilitychange', all);
