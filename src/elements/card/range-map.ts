import type { LitElement, ReactiveController } from 'lit';
import type { DownloadState } from '../../core/state.js';
import { Painter, type Surface } from './painter.js';
import { type Columns, spansOf } from './range-map-columns.js';
import { RangePicture } from './range-map-picture.js';

/** Where in the file bytes are stored, and where they arrive: paints the canvas in the progress bar of its host. */
export class RangeMap implements ReactiveController {
  readonly #host: LitElement;
  readonly #state: () => DownloadState | undefined;
  readonly #picture = new RangePicture();
  #painter: Painter | undefined;

  /** @param state asked before each frame */
  constructor(host: LitElement, state: () => DownloadState | undefined) {
    this.#host = host;
    this.#state = state;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return; // it may be updated once more after it has left the page
    this.#painter ??= new Painter((surface) => this.#paint(surface));
    this.#painter.on(this.#host.renderRoot.querySelector<HTMLCanvasElement>('canvas.map'));
    this.#painter.repaint();
  }

  hostDisconnected(): void {
    this.#painter?.release();
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
