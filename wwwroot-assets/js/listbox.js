// The keyboard and pointer behaviour of an input with a list of options below it (ARIA combobox with listbox), for palette and type-ahead.
crm.listbox = (input, list, { choose, selectFirst = false, hideEmpty = true }) => {
  let active = null;
  const options = () => [...list.querySelectorAll('[role=option]:not([aria-disabled=true])')];

  function activate(option) {
    active?.setAttribute('aria-selected', 'false');
    active = option ?? null;
    if (!active) return input.removeAttribute('aria-activedescendant');
    active.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', active.id);
    active.scrollIntoView({ block: 'nearest' });
  }

  function open(state) {
    list.hidden = hideEmpty && !state;
    input.setAttribute('aria-expanded', String(state));
    if (!state) activate(null);
  }

  function show(html) {
    list.innerHTML = html;
    activate(null);
    list.querySelectorAll('[role=option]').forEach((option, index) => {
      option.id ||= `${list.id}-${index}`;
      option.setAttribute('aria-selected', 'false');
    });
    open(list.childElementCount > 0);
    if (selectFirst) activate(options()[0]);
  }

  input.addEventListener('keydown', event => {
    const all = options();
    const isOpen = input.getAttribute('aria-expanded') === 'true';
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length > 0) {
      event.preventDefault();
      open(true);
      activate(all.at((all.indexOf(active) + step + all.length + (active || step > 0 ? 0 : 1)) % all.length));
    } else if (event.key === 'Enter' && isOpen && active) {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape' && isOpen && hideEmpty) {
      event.preventDefault();
      event.stopPropagation();
      open(false);
    } else if (event.key === 'Tab' && isOpen && hideEmpty) {
      if (active) choose(active);
      open(false);
    }
  });

  list.addEventListener('pointerdown', event => event.preventDefault()); // the focus stays in the input
  list.addEventListener('click', event => {
    const option = event.target.closest('[role=option]:not([aria-disabled=true])');
    if (option) choose(option, event);
  });

  return { show, hide: () => open(false) };
};

/** Asks for options while the person types; an answer that a newer question has overtaken is dropped. */
crm.asking = (address, show) => {
  let timer, running;
  return (values, delay = 120) => {
    clearTimeout(timer);
    running?.abort();
    timer = setTimeout(async () => {
      running = new AbortController();
      try {
        const answer = await fetch(crm.withQuery(address, values), { headers: { 'HX-Request': 'true' }, signal: running.signal });
        if (answer.ok) show(await answer.text());
      } catch (error) {
        if (error.name !== 'AbortError') show('');
      }
    }, delay);
  };
};
