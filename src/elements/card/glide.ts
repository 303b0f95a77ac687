const SHORTEST_MS = 100;
const LONGEST_MS = 600; // later than this behind what is known would be a lie

/** How a value is shown that is known only now and then: always moving to what is known, never past it. */
export interface Motion<Value> {
  /** The value so far on the way. */
  between(before: Value, after: Value, share: number): Value;
  /** Whether the way is long enough to be seen. */
  isFar(before: Value, after: Value): boolean;
}

/** Spreads each step over as long as the one before it lasted, so that even steps become an even motion. */
export class Glide<Value> {
  readonly #motion: Motion<Value>;
  #before: Value | undefined;
  #after: Value | undefined;
  #sinceMs = 0;
  #lastsMs = 0;

  constructor(motion: Motion<Value>) {
    this.#motion = motion;
  }

  /** The first value is there at once. */
  to(value: Value, nowMs: number): void {
    const shown = this.at(nowMs);
    const isGliding = shown !== undefined && this.#motion.isFar(shown, value);
    this.#before = isGliding ? shown : value;
    this.#after = value;
    this.#lastsMs = isGliding ? Math.min(LONGEST_MS, Math.max(SHORTEST_MS, nowMs - this.#sinceMs)) : 0;
    this.#sinceMs = nowMs;
  }

  at(nowMs: number): Value | undefined {
    const [before, after] = [this.#before, this.#after];
    if (before === undefined || after === undefined || !this.isMoving(nowMs)) return after;
    return this.#motion.between(before, after, Math.max(0, nowMs - this.#sinceMs) / this.#lastsMs);
  }

  isMoving(nowMs: number): boolean {
    return nowMs < this.#sinceMs + this.#lastsMs;
  }

  /** Is there at once. */
  finish(): void {
    this.#lastsMs = 0;
  }
}
