import type { DownloadState } from 'resumable-download/elements';

/** Which facts of a state the gotchas are about. */
const SHOWN = ['status', 'mode', 'resumable', 'proof', 'advice'] as const;

// Below each card: what a program reads of its download.
document.addEventListener('download-change', ({ target, download }) => {
  if (target instanceof Element) factsBelow(target).replaceChildren(...factsOf(download.state).flatMap(row));
});

function factsBelow(card: Element): Element {
  const below = card.nextElementSibling;
  if (below?.className === 'facts') return below;
  const facts = document.createElement('dl');
  facts.className = 'facts';
  card.after(facts);
  return facts;
}

function factsOf(state: DownloadState): [name: string, value: unknown][] {
  const code = 'error' in state ? state.error?.code : undefined;
  const facts = SHOWN.map((name): [string, unknown] => [name, state[name]]);
  return code ? [...facts, ['error.code', code]] : facts;
}

function row([name, value]: [string, unknown]): Element[] {
  const [term, description] = [document.createElement('dt'), document.createElement('dd')];
  term.textContent = `state.${name}`;
  description.textContent = typeof value === 'string' && name !== 'advice' ? `'${value}'` : String(value);
  return [term, description];
}
