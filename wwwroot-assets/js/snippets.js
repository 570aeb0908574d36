// In a textarea of a note, ;word and a space or Enter becomes the snippet of that name; [data-snippet] buttons put it where the cursor was.
let last;

function texts() {
  return new Map([...document.querySelectorAll('[data-snippet]')].map(button => [button.dataset.snippet, button.closest('li').querySelector('[data-snippet-text]').textContent]));
}

function put(area, text, from, to) {
  area.setRangeText(text, from, to, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

crm.onContent('form.note-form', form => {
  form.addEventListener('focusin', event => { if (event.target.matches('textarea')) last = event.target; });
  form.addEventListener('keydown', event => {
    const area = event.target;
    if (!area.matches('textarea') || (event.key !== ' ' && event.key !== 'Enter') || event.ctrlKey || event.metaKey || event.isComposing) return;
    const word = /(?:^|\s);([\p{L}\p{Nd}-]{1,20})$/u.exec(area.value.slice(0, area.selectionStart));
    const text = word && texts().get(word[1].toLowerCase());
    if (text === undefined || text === null) return;
    event.preventDefault();
    put(area, text + (event.key === ' ' ? ' ' : '\n'), area.selectionStart - word[1].length - 1, area.selectionStart);
  });
});

crm.onContent('[data-snippet]', button => {
  button.hidden = false;
  button.addEventListener('click', () => {
    const area = last?.isConnected ? last : document.querySelector('form.note-form textarea');
    area.focus();
    put(area, texts().get(button.dataset.snippet), area.selectionStart, area.selectionEnd);
  });
});
