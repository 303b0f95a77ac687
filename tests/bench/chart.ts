import { type Bar, type BarBlock, barBlocks } from './bars.js';
import type { Report } from './result.js';
import type { Scenario } from './scenario.js';

// Pixels.
const WIDTH = 880;
const PADDING = 28;
const TITLE_HEIGHT = 34;
const ROW_HEIGHT = 24;
const GROUP_GAP = 8;
const BLOCK_GAP = 22;
const BAR_HEIGHT = 14;
const LABEL_X = PADDING + 96;
const BAR_X = LABEL_X + 262;
const VALUE_WIDTH = 140;
const BAR_WIDTH = WIDTH - PADDING - VALUE_WIDTH - BAR_X;

// With a ground of its own, since a page may be dark where the system is light.
const STYLE = `
  svg { --ground: #ffffff; --edge: #d0d7de; --text: #1f2328; --muted: #59636e; --ours: #0969da; --other: #c3cbd4; }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #0d1117; --edge: #3d444d; --text: #f0f6fc; --muted: #9198a1; --ours: #4493f8; --other: #4a525c; }
  }
  text { font: 13px system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; fill: var(--text); }
  .title { font-size: 15px; font-weight: 600; }
  .muted { fill: var(--muted); }
  .ground { fill: var(--ground); stroke: var(--edge); }
  .bar { fill: var(--other); }
  .ours { fill: var(--ours); }
  text.ours { fill: var(--text); font-weight: 600; }
  .spread { stroke: var(--text); stroke-opacity: 0.55; }
`;

/** The chart as SVG: a block for each scenario, bars from its zero to the median, lines from the least to the most. */
export function chart(scenarios: readonly Scenario[], { results }: Report): string {
  const parts: string[] = [];
  let y = PADDING;
  for (const block of barBlocks(scenarios, results)) {
    const drawn = drawBlock(block, y);
    parts.push(drawn.svg);
    y = drawn.endY + BLOCK_GAP;
  }
  const height = y - BLOCK_GAP + PADDING;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">
<title>Throughput and memory, as measured by npm run bench</title>
<style>${STYLE}</style>
<rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10"/>
${parts.join('\n')}
</svg>
`;
}

function drawBlock({ title, bars }: BarBlock, top: number): { svg: string; endY: number } {
  const full = Math.max(1, ...bars.map(({ most }) => most));
  const lines = [`<text class="title" x="${PADDING}" y="${top + 14}">${escaped(title)}</text>`];
  let y = top + TITLE_HEIGHT;
  bars.forEach((bar, index) => {
    const isFirstOfGroup = bar.group !== bars[index - 1]?.group;
    if (isFirstOfGroup && index > 0) y += GROUP_GAP;
    lines.push(drawBar(bar, isFirstOfGroup, full, y));
    y += ROW_HEIGHT;
  });
  return { svg: lines.join('\n'), endY: y };
}

function drawBar(bar: Bar, isFirstOfGroup: boolean, full: number, y: number): string {
  const { group, label, value, least, most, text, isOurs } = bar;
  const px = (of: number) => Number(((of / full) * BAR_WIDTH).toFixed(1));
  const baseline = y + 12;
  const middle = y + BAR_HEIGHT / 2;
  const ours = isOurs ? ' ours' : '';
  const spread = `<line class="spread" x1="${BAR_X + px(least)}" x2="${BAR_X + px(most)}" y1="${middle}" y2="${middle}"/>`;
  return [
    isFirstOfGroup ? `<text class="muted" x="${PADDING}" y="${baseline}">${escaped(group)}</text>` : '',
    `<text class="label${ours}" x="${LABEL_X}" y="${baseline}">${escaped(label)}</text>`,
    `<rect class="bar${ours}" x="${BAR_X}" y="${y}" width="${Math.max(1, px(value))}" height="${BAR_HEIGHT}" rx="2"/>`,
    least < most ? spread : '',
    `<text class="label${ours}" x="${BAR_X + px(most) + 8}" y="${baseline}">${escaped(text)}</text>`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
