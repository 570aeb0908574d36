// Where a point on the board lies: which column, which five minutes. Shared by dragging and by pressing a gap.
crm.boardTime = {
  /** @param step minutes to snap to */
  at(board, x, y, step) {
    const columns = [...board.querySelectorAll('.board-col')];
    const column = columns.find(column => within(column, x)) ?? nearest(columns, x);
    const list = column.querySelector('.board-list').getBoundingClientRect();
    const rows = Number(board.dataset.rows);
    const slots = step / 5;
    const row = Math.round(((y - list.top) / list.height) * rows / slots) * slots;
    return { column, row: Math.min(Math.max(0, row), rows - 1) };
  },

  /** The local time of a row, as the address carries it: 2026-11-23T14:05. */
  start(board, row) {
    const time = new Date(`${board.dataset.start}Z`); // wall-clock arithmetic: no zone may interfere
    time.setUTCMinutes(time.getUTCMinutes() + row * 5);
    return time.toISOString().slice(0, 16);
  },

  label(board, row) {
    const time = new Date(`${crm.boardTime.start(board, row)}Z`);
    return new Intl.DateTimeFormat(document.documentElement.lang, { hour: 'numeric', minute: '2-digit', hour12: board.dataset.hours === '12', timeZone: 'UTC' }).format(time);
  },
};

function within(column, x) {
  const box = column.getBoundingClientRect();
  return x >= box.left && x < box.right;
}

function nearest(columns, x) {
  const distance = column => {
    const box = column.getBoundingClientRect();
    return Math.abs(x - (box.left + box.right) / 2);
  };
  return columns.toSorted((one, other) => distance(one) - distance(other))[0];
}
