import type { LitElement, ReactiveController } from 'lit';

/** What a picture is painted on, in device pixels. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  /** Device pixels in a CSS pixel. */
  readonly pixelRatio: number;
  /** Of the canvas, as it is now: its properties bring the colours. */
  readonly style: CSSStyleDeclaration;
  readonly nowMs: number;
  /** The person wants no motion. */
  readonly isStill: boolean;
}

/** @returns whether it moves on with the next frame */
export type Paint = (surface: Surface) => boolean;

const EXACT_BOX = 'device-pixel-content-box'; // not in Safari

/**
 * From one painting to the next: so soft a motion is as smooth. Each costs some 5 ms where there is no graphics processor. All
 * pictures of a page keep to one beat, so that what moves together is one frame.
 */
const BEAT_MS = 1000 / 15;

/**
 * Paints a canvas of its host that fills its CSS box, pixel for pixel, and again when it was resized, zoomed or recoloured:
 * at most once a frame, and only while it is to be seen.
 *
 * Colours must come from properties that have a transition: a transition tells of each change, whatever its cause.
 */
export class Painter implements ReactiveController {
  readonly #host: LitElement;
  readonly #selector: string;
  readonly #paint: Paint;
  #canvas: HTMLCanvasElement | undefined;
  #style: CSSStyleDeclaration | undefined;
  #box: ResizeObserverEntry | undefined;
  #isSeen = true; // until the observer says otherwise, which takes it a frame
  #frame: number | undefined;
  #beat: ReturnType<typeof setTimeout> | undefined;
  #pixelRatio = 0;
  #following = new AbortController();

  /** @param selector finds the canvas in the host's shadow tree */
  constructor(host: LitElement, selector: string, paint: Paint) {
    this.#host = host;
    this.#selector = selector;
    this.#paint = paint;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** Its canvas may be another one, or gone. */
  hostUpdated(): void {
    if (!this.#host.isConnected) return; // it may be updated once more after it has left the page
    const canvas = this.#host.renderRoot.querySelector<HTMLCanvasElement>(this.#selector) ?? undefined;
    if (canvas === this.#canvas) return;
    this.hostDisconnected();
    if (canvas) this.#follow(canvas);
  }

  hostDisconnected(): void {
    this.#following.abort();
    this.#canvas = undefined;
    this.#cancel();
  }

  repaint(): void {
    if (!this.#isSeen || !this.#canvas || this.#frame !== undefined) return;
    this.#beat ??= setTimeout(() => this.#awaitFrame(), BEAT_MS - (performance.now() % BEAT_MS));
  }

  #awaitFrame(): void {
    this.#beat = undefined;
    this.#frame = requestAnimationFrame((nowMs) => this.#draw(nowMs));
  }

  #follow(canvas: HTMLCanvasElement): void {
    this.#canvas = canvas;
    this.#style = getComputedStyle(canvas);
    this.#isSeen = true;
    this.#pixelRatio = 0;
    this.#following = new AbortController();
    const { signal } = this.#following;
    const resizes = new ResizeObserver((entries) => this.#resize(entries.at(-1)));
    const sights = new IntersectionObserver((entries) => this.#see(entries.at(-1)));
    resizes.observe(canvas, 'devicePixelContentBoxSize' in ResizeObserverEntry.prototype ? { box: EXACT_BOX } : {});
    sights.observe(canvas);
    canvas.addEventListener('transitionrun', () => this.repaint(), { signal });
    signal.addEventListener('abort', () => [resizes, sights].forEach((observer) => void observer.disconnect()));
  }

  /** At once: a frame later it would be seen blurred, or not at all. */
  #resize(box: ResizeObserverEntry | undefined): void {
    this.#box = box;
    this.#cancel();
    this.#draw(performance.now());
  }

  #see(sight: IntersectionObserverEntry | undefined): void {
    this.#isSeen = sight?.isIntersecting ?? false;
    if (this.#isSeen) this.repaint();
    else this.#cancel();
  }

  #draw(nowMs: number): void {
    this.#frame = undefined;
    const [canvas, style, box] = [this.#canvas, this.#style, this.#box];
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !style || !box) return;
    this.#awaitAnotherScreen();
    const { width, height } = sizeOf(box);
    if (width * height === 0) return;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const mirrored = style.direction === 'rtl' ? -1 : 1;
    context.setTransform(mirrored, 0, 0, 1, mirrored < 0 ? width : 0, 0);
    context.clearRect(0, 0, width, height);
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const moves = this.#paint({ context, width, height, pixelRatio: devicePixelRatio, style, nowMs, isStill });
    if (moves || canvas.getAnimations().length > 0) this.repaint();
  }

  /** The box stays as it is, at least in CSS pixels. */
  #awaitAnotherScreen(): void {
    if (this.#pixelRatio === devicePixelRatio) return;
    this.#pixelRatio = devicePixelRatio;
    const { signal } = this.#following;
    const isThisScreen = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    isThisScreen.addEventListener('change', () => this.repaint(), { signal, once: true });
  }

  #cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#beat);
    this.#frame = undefined;
    this.#beat = undefined;
  }
}

/** In device pixels. Where a browser only plays another screen, its exact box is still that of the real one. */
function sizeOf({ devicePixelContentBoxSize, contentRect }: ResizeObserverEntry): { width: number; height: number } {
  const [exact] = devicePixelContentBoxSize ?? [];
  const [width, height] = [contentRect.width * devicePixelRatio, contentRect.height * devicePixelRatio];
  if (exact && exact.inlineSize > width - 1) return { width: exact.inlineSize, height: exact.blockSize };
  return { width: Math.round(width), height: Math.round(height) };
}
