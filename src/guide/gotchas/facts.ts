import type { DownloadState } from 'resumable-download/elements';

/** Which facts of a state the gotchas are about. */
const SHOWN = ['mode', 'resumable', 'proof'] as const;

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
  const { status, advice } = state;
  if (status === 'idle') return [['status', status]];
  const code = 'error' in state ? state.error?.code : undefined;
  const error: [string, unknown][] = code ? [['error.code', code]] : [];
  const known = SHOWN.filter((name) => state[name] !== undefined);
  return [
    ['status', status],
    ...error,
    ...known.map((name): [string, unknown] => [name, state[name]]),
    ['advice', advice],
  ];
}

function row([name, value]: [string, unknown]): Element[] {
  const [term, description] = [document.createElement('dt'), document.createElement('dd')];
  term.textContent = `state.${name}`;
  description.textContent = typeof value === 'string' && name !== 'advice' ? `'${value}'` : String(value);
  return [term, description];
}
