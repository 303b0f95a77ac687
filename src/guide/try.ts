// The reference of the elements is alive: what is set in a row is set on the element that stands above the tables.

const OUTLINE = 'outline: 2px dashed light-dark(#c2255c, #ff8fb8); outline-offset: 1px;';

for (const live of document.querySelectorAll<HTMLElement>('.live > *')) {
  const section = live.closest('section');
  const outlines = new CSSStyleSheet();
  document.adoptedStyleSheets.push(outlines);
  section?.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.dataset.try === 'part') outlines.replaceSync(outlinesOf(live, section));
    else set(live, target);
  });
  for (const output of section?.querySelectorAll<HTMLOutputElement>('output[data-event]') ?? []) tell(live, output);
}

function set(live: HTMLElement, { name, value, checked, dataset }: HTMLInputElement): void {
  switch (dataset.try) {
    case 'flag':
      live.toggleAttribute(name, checked);
      break;
    case 'text':
      if (value) live.setAttribute(name, value);
      else live.removeAttribute(name);
      break;
    case 'slot':
      live.textContent = checked ? 'The page’s own words' : '';
      break;
    case 'property':
      live.style.setProperty(name, value);
      break;
  }
}

function outlinesOf({ localName }: HTMLElement, section: HTMLElement): string {
  const parts = section.querySelectorAll<HTMLInputElement>('[data-try=part]:checked');
  return [...parts].map(({ name }) => `.live > ${localName}::part(${name}) { ${OUTLINE} }`).join('\n');
}

function tell(live: HTMLElement, output: HTMLOutputElement): void {
  let count = 0;
  live.addEventListener(output.dataset.event ?? '', () => {
    count += 1;
    output.textContent = `Heard: ${count}`;
  });
}
