import type { LitElement, ReactiveController } from 'lit';
import type { DownloadState } from '../../core/state.js';
import { Painter, type Surface } from './painter.js';
import { type Columns, spansOf } from './range-map-columns.js';
import { RangePicture } from './range-map-picture.js';

/** Where in the file bytes are stored, and where they arrive: paints the canvas in the progress bar of its host. */
export class RangeMap implements ReactiveController {
  readonly #state: () => DownloadState | undefined;
  readonly #picture = new RangePicture();
  readonly #painter: Painter;

  /** @param state asked before each frame */
  constructor(host: LitElement, state: () => DownloadState | undefined) {
    this.#state = state;
    this.#painter = new Painter(host, 'canvas.map', (surface) => this.#paint(surface));
    host.addController(this);
  }

  hostUpdated(): void {
    this.#painter.repaint();
  }

  #paint(surface: Surface): boolean {
    const state = this.#state();
    if (!state) return false;
    const { active, stored, verified, moves } = this.#picture.layers(state, surface);
    const { fill, color, stroke } = surface.style;
    ink(surface, fill, active);
    ink(surface, color, stored);
    ink(surface, stroke, verified);
    return moves;
  }
}

function ink({ context, height }: Surface, colour: string, tones: Columns): void {
  context.fillStyle = colour;
  for (const { start, end, value } of spansOf(tones)) {
    context.globalAlpha = value;
    context.fillRect(start, 0, end - start, height);
  }
}
