// <textarea data-markdown> gets a row of plain buttons; each also works as Ctrl/Cmd+B and I.
const kinds = [
  ['bold', 'bold', '**', '**'],
  ['italic', 'italic', '*', '*'],
  ['heading', 'heading', '### ', ''],
  ['list', 'list', '- ', ''],
  ['numbers', 'list-ordered', '1. ', ''],
];

function mark(area, before, after) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const lineStart = after ? from : value.lastIndexOf('\n', from - 1) + 1;
  const text = value.slice(lineStart, to);
  const marked = after ? before + text + after : text.split('\n').map(line => before + line).join('\n');
  area.setRangeText(marked, lineStart, to, 'end');
  if (after && from === to) area.setSelectionRange(from + before.length, from + before.length);
  area.dispatchEvent(new Event('input', { bubbles: true }));
  area.focus();
}

crm.onContent('textarea[data-markdown]', area => {
  if (area.previousElementSibling?.matches('.markdown-bar')) return;
  const words = document.getElementById('markdown-words')?.dataset ?? {};
  const bar = document.createElement('div');
  bar.className = 'markdown-bar';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', words.bar ?? 'Text');
  bar.setAttribute('aria-controls', area.id);
  kinds.forEach(([name, icon, before, after], index) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button-icon button-small';
    button.ariaLabel = button.title = words[name] ?? name;
    button.tabIndex = index === 0 ? 0 : -1;
    button.append(document.getElementById(`markdown-${name}`).content.cloneNode(true));
    button.addEventListener('click', () => mark(area, before, after));
    bar.append(button);
  });
  bar.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...bar.children];
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    buttons.forEach(button => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
    event.preventDefault();
  });
  area.before(bar);
  area.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === 'b') mark(area, '**', '**');
    else if (event.key === 'i') mark(area, '*', '*');
    else return;
    event.preventDefault();
  });
});
