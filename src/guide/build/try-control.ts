import { escapeHtml } from './escape.js';

/** What `try.ts` does with what is set in a row of the reference. */
export type TryKind = 'flag' | 'text' | 'event' | 'slot' | 'part' | 'property';

/** Something to begin with. */
const SAMPLES: Readonly<Record<string, string>> = {
  src: '/files/cuts.bin',
  name: 'Northern lights.mkv',
  'download-id': 'another',
  integrity: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  lang: 'ar',
  add: 'field',
  '--rd-radius': '4px',
  '--rd-padding': '28px',
  '--rd-gap': '2px',
};

/** Each page has one worker, and the gotchas show when it needs another. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['worker-url']);

/** What sets something on the element that stands above the tables, or tells what it does. */
export function tryControl(kind: TryKind, name: string): string {
  if (LEFT_ALONE.has(name)) return '';
  const label = escapeHtml(`Try ${kind === 'part' ? 'the part ' : ''}${name}`);
  if (kind === 'event') return `<dd class="try"><output data-event="${name}">Not heard yet</output></dd>`;
  const type = typeOf(kind, name);
  const value = type === 'color' ? ' value="#7c3aed"' : type === 'text' ? ` placeholder="${SAMPLES[name] ?? ''}"` : '';
  return `
    <dd class="try">
      <label>Try <input type="${type}" name="${name}" data-try="${kind}" aria-label="${label}" autocomplete="off"${value} /></label>
    </dd>`;
}

function typeOf(kind: TryKind, name: string): 'text' | 'color' | 'checkbox' {
  if (kind === 'text') return 'text';
  if (kind === 'property') return name in SAMPLES ? 'text' : 'color';
  return 'checkbox';
}
