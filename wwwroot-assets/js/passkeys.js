// <button data-passkey="create|get" data-options="/…"> in a posting form: asks the server for the options, the browser for the passkey, puts the answer into the
// form's field Form.Credential and sends the form. [data-passkey-form] and the buttons stay hidden where the browser or the address does not allow it.
const works = isSecureContext && !!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON;

async function options(button) {
  // Only making a passkey asks for the password; to use one, nothing that was typed leaves the page.
  const body = button.dataset.passkey === 'create' ? new FormData(button.form) : new FormData();
  body.set('__RequestVerificationToken', button.form.elements.__RequestVerificationToken.value);
  const answer = await fetch(button.dataset.options, { method: 'POST', body });
  const said = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
  if (!answer.ok) throw new Error(said.problem ?? '');
  return said;
}

async function credential(button) {
  const asked = await options(button);
  return button.dataset.passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}

async function run(button) {
  const { form } = button;
  const problem = form.querySelector('[data-passkey-problem]');
  problem.textContent = '';
  button.disabled = true;
  try {
    form.elements['Form.Credential'].value = JSON.stringify((await credential(button)).toJSON());
  } catch (error) {
    // A DOMException is the browser's own and in its words; ours say what to do.
    problem.textContent = (error instanceof DOMException ? '' : error.message) || problem.dataset.refused;
    return;
  } finally {
    button.disabled = false;
  }
  form.requestSubmit(button);
}

document.addEventListener('submit', event => {
  const button = event.submitter?.closest('[data-passkey]');
  if (!button || button.form.elements['Form.Credential'].value) return;
  event.preventDefault();
  run(button);
});

if (works) {
  document.querySelectorAll('[data-passkey-none]').forEach(element => { element.hidden = true; });
  document.querySelectorAll('[data-passkey-form], [data-passkey]').forEach(element => { element.hidden = false; });
}
