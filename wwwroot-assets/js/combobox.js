// Type-ahead: <input data-combobox="/clients/options" data-value="Form_ClientId">. The address answers <li role="option" data-value data-label>.
// data-with="Form_LocationId Form_Start" sends those fields along. data-many="list id" collects chips instead of one value.
const { events, emit, onContent } = crm;

function listFor(input) {
  const list = document.createElement('ul');
  list.id = `${input.id}-options`;
  list.className = 'options';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.labels?.[0]?.textContent.trim() ?? input.ariaLabel ?? '');
  list.hidden = true;
  input.after(list);
  return list;
}

function addChip(input, { value, label }) {
  const chips = document.getElementById(input.dataset.many);
  if (chips.querySelector(`input[value="${CSS.escape(value)}"]`)) return;
  const chip = chips.querySelector('template').content.firstElementChild.cloneNode(true);
  chip.querySelector('[data-label]').textContent = label;
  chip.querySelector('input').value = value;
  const remove = chip.querySelector('[data-remove]');
  remove.setAttribute('aria-label', `${remove.getAttribute('aria-label')} ${label}`);
  chips.append(chip);
}

// "Add a new client" opens the fields of one inside the form in hand, with what was typed as first and last name.
function newName(part, input) {
  const [first, last, next] = part.querySelectorAll('details input');
  const words = input.value.trim().split(/\s+/);
  part.querySelector('details').open = true;
  first.value = words.shift() ?? '';
  last.value = words.join(' ');
  input.value = '';
  (last.value ? next : last).focus();
}

function start(input) {
  if (input.dataset.ready) return;
  input.dataset.ready = 'yes';
  const hidden = document.getElementById(input.dataset.value);
  const list = listFor(input);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);
  input.autocomplete = 'off';

  const box = crm.listbox(input, list, { choose, selectFirst: true });
  const ask = crm.asking(input.dataset.combobox, box.show);

  function choose({ dataset: { value, label, href, reveal } }) {
    box.hide();
    if (reveal) return newName(document.getElementById(reveal), input);
    if (href) return crm.openOver(href, input); // "Add a new client …"
    if (input.dataset.many) addChip(input, { value, label });
    else if (hidden) hidden.value = value;
    input.value = input.dataset.many ? '' : label;
    (hidden ?? input).dispatchEvent(new Event('change', { bubbles: true }));
    emit(events.chosen, { value, label }, input);
  }

  function question() {
    const along = (input.dataset.with ?? '').split(' ').filter(Boolean).map(id => document.getElementById(id)).filter(Boolean);
    return { ...Object.fromEntries(along.map(field => [field.name.split('.').at(-1), field.value])), q: input.value.trim() };
  }

  input.addEventListener('input', () => {
    if (hidden && hidden.value) {
      hidden.value = '';
      hidden.dispatchEvent(new Event('change', { bubbles: true }));
    }
    if (input.value.trim() === '') box.hide();
    else ask(question());
  });
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' && list.childElementCount === 0) ask(question(), 0);
  });
  input.addEventListener('blur', () => box.hide());
}

document.addEventListener('click', event => {
  const chip = event.target.closest('[data-remove]')?.closest('.chip');
  if (!chip) return;
  const next = chip.nextElementSibling?.querySelector('[data-remove]') ?? document.querySelector(`[data-many="${chip.parentElement.id}"]`);
  chip.remove();
  next?.focus();
});

onContent('[data-combobox]', start);
