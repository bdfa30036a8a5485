// The page's script: search and filters, resources of a check on opening, flows of a group, links into closed entries.
'use strict';
(() => {
  const inventory = JSON.parse(document.getElementById('inventory').textContent);
  const form = document.getElementById('filters');
  const controls = [...document.querySelectorAll('details.control')];
  const texts = new Map(controls.map((control) => [control, control.textContent.toLowerCase()]));

  function verdictOf(control, environment) {
    return environment === '' ? control.dataset.verdict : JSON.parse(control.dataset.verdicts)[environment];
  }

  function matches(control, { text, family, environment, verdict }) {
    return (
      (family === '' || control.dataset.family === family) &&
      (verdict === '' || verdictOf(control, environment) === verdict) &&
      text
        .toLowerCase()
        .split(/\s+/)
        .every((word) => texts.get(control).includes(word))
    );
  }

  function applyFilters() {
    const wanted = Object.fromEntries(new FormData(form));
    let shown = 0;
    for (const control of controls) {
      control.hidden = !matches(control, wanted);
      if (!control.hidden) shown += 1;
    }
    for (const family of document.querySelectorAll('.family')) family.hidden = !family.querySelector('details.control:not([hidden])');
    document.getElementById('filter-count').textContent = `${shown} of ${controls.length} controls`;
    document.getElementById('no-match').hidden = shown > 0;
  }

  function clearFilters() {
    for (const field of form.elements) if ('value' in field) field.value = '';
    applyFilters();
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function resourceEntry(environment, key) {
    const resource = inventory[environment]?.[key];
    const entry = element('details', 'resource');
    const summary = element('summary');
    summary.append(
      element('code', '', key),
      ' ',
      element('span', 'quiet', resource ? `${resource.type} · ${resource.path} · ${resource.source ?? 'made by the CDK'}` : ''),
    );
    entry.append(summary, element('pre', '', resource?.excerpt ?? ''));
    return entry;
  }

  function fillResources(check) {
    const list = check.querySelector(':scope > .resources');
    if (list.childElementCount > 0 || check.dataset.judged === '') return;
    list.append(...check.dataset.judged.split(' ').map((key) => resourceEntry(check.dataset.environment, key)));
  }

  function openTarget() {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target === null) return;
    if (target.hidden) clearFilters();
    for (let at = target; at !== null; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    target.scrollIntoView();
  }

  function lightFlows(svg, name) {
    for (const flow of svg.querySelectorAll('.flow')) {
      flow.classList.toggle('lit', name !== null && (flow.dataset.from === name || flow.dataset.to === name));
    }
    svg.classList.toggle('lighting', name !== null);
  }

  form.addEventListener('input', applyFilters);
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const button of document.querySelectorAll('.clear-filters')) button.addEventListener('click', clearFilters);
  document.addEventListener(
    'toggle',
    (event) => {
      if (event.target.matches?.('details.check') && event.target.open) fillResources(event.target);
    },
    true,
  );
  for (const group of document.querySelectorAll('svg .group')) {
    const svg = group.ownerSVGElement;
    for (const type of ['mouseenter', 'focus']) group.addEventListener(type, () => lightFlows(svg, group.dataset.group));
    for (const type of ['mouseleave', 'blur']) group.addEventListener(type, () => lightFlows(svg, null));
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      form.elements.text.focus();
    }
  });
  window.addEventListener('hashchange', openTarget);
  // On paper the controls that need attention stand open; whoever wants more opens it before printing.
  window.addEventListener('beforeprint', () => {
    for (const control of controls) control.open ||= ['fail', 'accepted', 'not-run'].includes(control.dataset.verdict);
  });
  applyFilters();
  openTarget();
})();
