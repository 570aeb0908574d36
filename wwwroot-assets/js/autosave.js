// <form data-autosave="address"> keeps what is typed: 3 s after the last key, every 10 s at the latest, and on leaving. What the server did not take stays in the page and is tried again.
const soon = 3000;
const latest = 10000;

crm.onContent('form[data-autosave]', form => {
  if (form.dataset.autosaveOn) return;
  form.dataset.autosaveOn = 'yes';
  const alert = form.querySelector('[data-autosave-alert]');
  const state = form.querySelector('[data-autosave-state]');
  let timer;
  let waitingSince = 0;
  let typed = 0;
  let kept = 0;
  let sending = false;
  let left = false;

  function complain(text) {
    alert.hidden = !text;
    if (text) alert.querySelector('span').textContent = text;
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  }

  async function keep(leaving = false) {
    if (left || typed === kept || (sending && leaving !== true)) return;
    clearTimeout(timer);
    sending = true;
    const version = typed;
    const body = new FormData(form);
    form.querySelectorAll('[data-autosave-not]').forEach(field => body.delete(field.name));
    body.delete('__command');
    try {
      const answer = await fetch(form.dataset.autosave, { method: 'POST', body, headers: { 'X-Autosave': '1' }, redirect: 'manual', keepalive: leaving === true });
      if (answer.ok) took(await answer.json(), version);
      else if (answer.status === 422) complain((await answer.json()).problem);
      else complain(answer.status === 401 || answer.type === 'opaqueredirect' ? form.dataset.autosaveSignedOut : form.dataset.autosaveFailed);
    } catch {
      complain(form.dataset.autosaveFailed);
    }
    sending = false;
    if (typed !== kept) later(latest);
  }

  function took({ draftId, seen, said, other }, version) {
    form.elements['Form.DraftId'].value = draftId;
    form.elements['Form.Seen'].value = seen;
    state.textContent = said;
    complain('');
    if (other) form.querySelector('[data-autosave-other]').hidden = false;
    kept = version;
    waitingSince = typed === kept ? 0 : Date.now();
    if (typed === kept) delete form.dataset.dirty;
  }

  form.addEventListener('input', event => {
    if (event.target.matches('[data-autosave-not]')) return;
    typed++;
    waitingSince ||= Date.now();
    later(Math.max(0, Math.min(soon, waitingSince + latest - Date.now())));
  });
  // Last of all, when it is known that the form is really sent: a passkey asks first, and may be refused.
  addEventListener('submit', event => {
    if (event.target !== form || event.defaultPrevented) return;
    left = true;
    clearTimeout(timer);
  });
  addEventListener('pageshow', event => { if (event.persisted) left = false; });
  document.addEventListener('visibilitychange', () => { if (document.hidden) keep(true); });
  addEventListener('pagehide', () => keep(true));
});
