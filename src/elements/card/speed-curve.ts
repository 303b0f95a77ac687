import type { LitElement, ReactiveController } from 'lit';
import type { Download } from '../../page/download.js';
import { Glide } from './glide.js';
import { Painter, type Surface } from './painter.js';
import { NO_HISTORY, speedHistoryOf } from './speed-curve-history.js';
import { type Point, stretchesOf, topFor } from './speed-curve-shape.js';

const FEWEST_SPEEDS = 4; // fewer are no curve
const SHOWN: ReadonlySet<string> = new Set(['connecting', 'downloading', 'waiting']);

/** How fast it has been in the last minute: paints the small canvas beside the speed of its host. */
export class SpeedCurve implements ReactiveController {
  readonly #download: () => Download | undefined;
  readonly #top = new Glide<number>({
    between: (before, after, share) => before + (after - before) * share,
    isFar: (before, after) => before > 0 && before !== after,
  });
  #goal = 0;
  #history = NO_HISTORY;
  #status = '';
  readonly #painter: Painter;

  /** @param download asked after each update of the host */
  constructor(host: LitElement, download: () => Download | undefined) {
    this.#download = download;
    this.#painter = new Painter(host, 'canvas.speed', (surface) => this.#paint(surface));
    host.addController(this);
  }

  hostUpdated(): void {
    const download = this.#download();
    const history = download ? speedHistoryOf(download) : NO_HISTORY;
    const status = download?.state.status ?? '';
    if (history === this.#history && status === this.#status) return;
    this.#history = history;
    this.#status = status;
    this.#painter.repaint();
  }

  #paint(surface: Surface): boolean {
    const { speeds } = this.#history;
    if (!SHOWN.has(this.#status) || speeds.length < FEWEST_SPEEDS) return false;
    const { nowMs, isStill, width, height, pixelRatio } = surface;
    const goal = topFor(this.#goal, speeds);
    if (goal !== this.#goal) this.#top.to(goal, nowMs);
    if (isStill) this.#top.finish();
    this.#goal = goal;
    const top = this.#top.at(nowMs) ?? goal;
    draw(surface, stretchesOf(speeds, top, { width, height, margin: 3 * pixelRatio }), this.#status === 'downloading');
    return this.#top.isMoving(nowMs);
  }
}

function draw(surface: Surface, stretches: readonly Point[][], isLive: boolean): void {
  const { context, width, height, pixelRatio, style } = surface;
  Object.assign(context, { fillStyle: style.color, strokeStyle: style.color, lineWidth: 1.5 * pixelRatio });
  Object.assign(context, { lineJoin: 'round', lineCap: 'round' });
  for (const points of stretches) fillBelow(context, points, height);
  fade(surface, context.createLinearGradient(0, 0, 0, height), 0.35, 0.05);
  for (const points of stretches) {
    context.beginPath();
    trace(context, points);
    context.stroke();
  }
  fade(surface, context.createLinearGradient(0, 0, width / 3, 0), 0, 1); // the past recedes
  const newest = stretches.at(-1)?.at(-1);
  if (isLive && newest) dot(context, newest, 2 * pixelRatio);
}

function fillBelow(context: CanvasRenderingContext2D, points: readonly Point[], bottom: number): void {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return;
  context.beginPath();
  trace(context, points);
  context.lineTo(last.x, bottom);
  context.lineTo(first.x, bottom);
  context.fill();
}

/** Through the middles between the points, which is smooth and never goes beyond them. */
function trace(context: CanvasRenderingContext2D, points: readonly Point[]): void {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return;
  context.lineTo(first.x, first.y);
  points.slice(1).forEach(({ x, y }, i) => {
    const from = points[i] ?? first;
    context.quadraticCurveTo(from.x, from.y, (from.x + x) / 2, (from.y + y) / 2);
  });
  context.lineTo(last.x, last.y);
}

/** Leaves of what is painted so far one share at the beginning of the gradient, and another at its end. */
function fade({ context, width, height }: Surface, gradient: CanvasGradient, from: number, to: number): void {
  gradient.addColorStop(0, `rgb(0 0 0 / ${from})`);
  gradient.addColorStop(1, `rgb(0 0 0 / ${to})`);
  const colour = context.fillStyle;
  Object.assign(context, { fillStyle: gradient, globalCompositeOperation: 'destination-in' });
  context.fillRect(0, 0, width, height);
  Object.assign(context, { fillStyle: colour, globalCompositeOperation: 'source-over' });
}

function dot(context: CanvasRenderingContext2D, { x, y }: Point, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
