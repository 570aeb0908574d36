// <form data-upload="/where/they/are/listed">: sends each chosen file by itself and shows how far it is; files can be dropped on [data-drop].
// Without this script the same form sends all files at once.
const form = document.querySelector('form[data-upload]');
const input = form.querySelector('input[type=file]');
const drop = form.querySelector('[data-drop]');
const list = form.querySelector('[data-upload-list]');
const said = list.dataset;

for (const kind of ['dragenter', 'dragover']) drop.addEventListener(kind, event => {
  if (!event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  drop.classList.add('is-over');
});
for (const kind of ['dragleave', 'drop']) drop.addEventListener(kind, () => drop.classList.remove('is-over'));
drop.addEventListener('drop', event => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.focus();
});

function row(file) {
  const item = document.createElement('li');
  const name = Object.assign(document.createElement('bdi'), { className: 'grow', textContent: file.name });
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
  bar.setAttribute('aria-label', file.name);
  const state = Object.assign(document.createElement('span'), { textContent: said.waiting });
  item.append(name, bar, state);
  list.append(item);
  return { bar, state, tell: text => { state.textContent = text; } };
}

// Each file is a press of its own, so that a repeated one is not stored twice.
function fields(file, alone) {
  const data = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (name === input.name || (name === 'Form.Title' && !alone)) continue;
    data.set(name, name === '__command' ? crypto.randomUUID() : value);
  }
  data.append(input.name, file, file.name);
  return data;
}

function send(file, alone, { bar, tell }) {
  return new Promise(done => {
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('HX-Request', 'true');
    request.upload.addEventListener('progress', event => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener('load', () => {
      bar.value = 1;
      const stored = request.status === 204;
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      const reasons = [...answer.querySelectorAll('.error-summary li')].map(line => line.textContent.trim());
      tell(stored ? said.done : [said.failed, ...reasons].join(' · '));
      done({ stored, where: request.getResponseHeader('HX-Redirect'), answer });
    });
    request.addEventListener('error', () => { tell(said.away); done({ stored: false }); });
    tell(said.sending);
    request.send(fields(file, alone));
  });
}

// What is wrong with the form itself is shown at its fields, as it is without this script.
function showProblems(answer) {
  const fresh = answer?.querySelector('.error-summary');
  if (!fresh) return;
  form.querySelector('.error-summary')?.remove();
  form.prepend(document.adoptNode(fresh));
  fresh.focus();
}

form.addEventListener('submit', async event => {
  const files = [...input.files];
  if (files.length === 0) return;
  event.preventDefault();
  const button = form.querySelector('.button-primary');
  button.disabled = true;
  list.replaceChildren();
  const rows = files.map(row);
  const left = new DataTransfer();
  let last;
  for (const [i, file] of files.entries()) {
    const sent = await send(file, files.length === 1, rows[i]);
    if (!sent.stored) left.items.add(file);
    last = sent.stored ? last : sent;
  }
  button.disabled = false;
  input.files = left.files;
  if (left.files.length > 0) return showProblems(last?.answer);
  delete form.dataset.dirty;
  location.assign(form.dataset.upload);
});
