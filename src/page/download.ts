import { DownloadError, toFailure } from '../core/errors.js';
import { fileName } from '../core/file-name.js';
import type { DownloadState } from '../core/state.js';
import { isAtRest, UNKNOWN } from '../core/transition.js';
import { checkStorage } from '../storage/check-storage.js';
import type { LastWish } from '../storage/last-wish.js';
import { type DownloadRecord, factsOf, lastTouched, NO_PROGRESS, statusOf } from '../storage/record.js';
import type { Report } from '../worker/protocol.js';
import { AccessDesk } from './access.js';
import { adviseOnce } from './advise.js';
import { CommandQueue } from './command-queue.js';
import { DataSaver, isPressing } from './data-saver.js';
import { digestUrls } from './digest-urls.js';
import { Endings, removedError } from './endings.js';
import type { Engine } from './engine.js';
import { DownloadEvent, TypedEventTarget } from './events.js';
import { LastKnown } from './last-known.js';
import { loadLate } from './load-late.js';
import type { TabMessage } from './other-tabs.js';
import { Ownership } from './ownership.js';
import { persistOnPress } from './persist.js';
import { recordFront, recordRest, recordStart } from './record-keeping.js';
import { mergeRequests, type ValidRequest } from './request.js';
import { Run } from './run.js';
import type { SaveOptions, SaveOutcome } from './save.js';
import { Standing } from './standing.js';
import { fromWire } from './wire.js';

export interface DownloadEventMap {
  change: DownloadEvent;
}

/** One download: what it is, how it goes, and what can be done with it. Made by `Downloads.get()`. */
export class Download extends TypedEventTarget<DownloadEventMap> {
  readonly #engine: Engine;
  readonly #desk: AccessDesk;
  #request: ValidRequest;
  readonly #known: LastKnown;
  readonly #standing: Standing;
  readonly #ownership: Ownership;
  readonly #endings: Endings;
  #run: Run | undefined;
  readonly #commands = new CommandQueue((wish) => {
    if (this.#engine.isPutAway) this.#leave(wish);
  });
  #removals = 0;

  /** @internal */
  constructor(engine: Engine, request: ValidRequest, record?: DownloadRecord) {
    super();
    this.#engine = engine;
    this.#request = request;
    this.#desk = new AccessDesk(engine, this, request);
    this.#known = new LastKnown(record);
    if (typeof record?.outcome === 'object' && record.outcome.code === 'storage-full') engine.isShortOfRoom = true;
    const situation = record
      ? { facts: factsOf(record), status: statusOf(record) }
      : { facts: UNKNOWN, status: { status: 'idle' } as const };
    this.#standing = new Standing(situation, () => this.#tell());
    this.#ownership = new Ownership(request.id, this.#standing, engine.otherTabs, () => this.#fallSilent());
    const parts = { engine, known: this.#known, standing: this.#standing, ownership: this.#ownership };
    this.#endings = new Endings(this, parts);
  }

  /** Identity across reloads. */
  get id(): string {
    return this.#request.id;
  }

  get url(): string {
    return this.#request.url;
  }

  /** The file name to offer; what the server calls it is known after its first answer. */
  get name(): string {
    const { name: given, url } = this.#request;
    return fileName({ given, said: this.#known.serverName, path: new URL(url).pathname });
  }

  /** A frozen snapshot, replaced on each change. */
  get state(): DownloadState {
    return this.#standing.state;
  }

  /**
   * Resolves at `complete`; rejects with a `DownloadError` at `failed` and on `remove()`. Pausing leaves it pending. A
   * fresh one only after it has settled and `start()` is called. Never an unhandled rejection.
   */
  get finished(): Promise<void> {
    return this.#standing.finished;
  }

  /**
   * Begins, or continues what was paused, failed or restored; after `integrity` or `changed` from zero. Resolves when it
   * is running or queued. Rejects with `storage-unavailable`, and with `removed` when `remove()` was called meanwhile.
   *
   * Without a person's press, and with their browser set to save data, it waits for either to change (`data-saver`).
   */
  start(): Promise<void> {
    persistOnPress();
    return this.#startAs(isPressing());
  }

  /** Starts as `start()` does, but for no person's press, also while they press something. */
  autostart(): Promise<void> {
    return this.#startAs(false);
  }

  /**
   * Its turn comes next, before that of all others that are `queued`, also on the pages after this one. No effect unless it
   * waits for its turn. Resolves when that is recorded.
   */
  moveToFront(): Promise<void> {
    return this.#commands.run(async () => {
      if (this.#run?.letGoFirst()) await recordFront(this.#engine, this.id);
    });
  }

  /** Resolves when everything received is recorded. A reload leaves it paused. */
  pause(): Promise<void> {
    return this.#commands.run(async () => {
      if (!this.#run && isAtRest(this.state)) return;
      try {
        await recordRest(this.#engine, this.id); // first
        this.#engine.otherTabs.tell({ kind: 'record', id: this.id });
      } finally {
        await this.#halt();
      }
      await this.#engine.untilFree(this.id); // another tab may have to record what it received
    }, 'rest');
  }

  /** Stops it, and deletes its bytes and its record. `start()` begins it anew. */
  remove(): Promise<void> {
    this.#removals += 1;
    return this.#commands.run(() => this.#endings.remove(() => this.#halt()), 'removed');
  }

  /**
   * The finished file, with its name and media type, on disk and not in memory; in private windows it may take its length
   * in memory. Rejects with `not-complete`, and with `storage-lost` when the browser has dropped it.
   */
  async file(): Promise<File> {
    const { status } = this.state;
    if (status !== 'complete') throw new DownloadError('not-complete', `${this.name} is not complete (${status}).`);
    const { record } = this.#known;
    const { readFinished } = await loadLate();
    const file = record && (await readFinished(this.#engine, record, this.name));
    if (!file) throw await this.#endings.lost();
    return file;
  }

  /**
   * Hands the finished file to the person's disk. To be called on their press: where they can choose a place (Chromium), the
   * file is written there, and it resolves when the copy is whole, or when they do not choose any. Else the browser saves it as
   * it does any download, and it resolves when that has begun.
   *
   * Rejects as `file()` does; with `not-saved`, or `storage-full` where there was not enough room, when the copy could not be
   * written, and with `removed` when the download was removed meanwhile. Nothing is left of such a copy.
   */
  save(): Promise<void>;
  /** The same, with progress and a way to give it up. Says how it has ended. */
  save(options: SaveOptions): Promise<SaveOutcome>;
  async save(options?: SaveOptions): Promise<unknown> {
    if (this.state.status !== 'complete') return this.file(); // rejects
    const { saveFile } = await loadLate();
    try {
      return await saveFile(this.name, () => this.file(), options);
    } catch (error) {
      throw this.#known.record ? error : removedError(this.name); // also by another tab
    }
  }

  /**
   * All that those who are asked for help want to know, as plain text to be copied: what it is doing, what went wrong, how
   * much is stored, and what the server answered to its first and last requests since this page was loaded. In English.
   *
   * URLs in it have no query, credentials or fragment; an `id` of the page's own is told as it is. Of a download that
   * another tab runs, what this one knows. Never rejects.
   */
  async diagnose(): Promise<string> {
    this.#known.hear({ exchanges: await this.#run?.exchanges() });
    return loadLate().then(
      ({ diagnose }) => diagnose(this, this.#known.exchanges),
      ({ message }) => `${this.state.status}. ${message}`,
    );
  }

  /**
   * Whether it rests unfinished, and nothing has happened to it since a moment, in milliseconds since the epoch. @internal
   */
  isUntouchedSince(ms: number): boolean {
    const { status } = this.state;
    const { record } = this.#known;
    return record !== undefined && (status === 'paused' || status === 'failed') && lastTouched(record) < ms;
  }

  /** The newest URL, name and headers win. @internal */
  adopt(newer: ValidRequest): void {
    const before = this.#request;
    const removals = this.#removals;
    this.#request = mergeRequests(before, newer);
    this.#desk.adopt(this.#request);
    if (this.#request.integrity === before.integrity) return;
    const wrongBytes = before.integrity !== undefined;
    this.#commands.run(() => this.#adoptIntegrity(removals, wrongBytes)).catch(() => {}); // what goes wrong is in the state
  }

  /** Whatever waits for a moment to try again does so now. @internal */
  wake(): void {
    this.#run?.wake('attention');
  }

  /** How it goes in the tab that owns it. @internal */
  mirror(message: Extract<TabMessage, { kind: 'state' }>): void {
    if (this.#ownership.isHere) return;
    this.#known.hear(message);
    if (!this.#run && !this.#ownership.inability) {
      this.look(); // somebody has started it there
      return;
    }
    if (!this.#run) this.#standing.follow();
    this.#ownership.mirror(message);
    const canDoBetter = isForHeaders(message.to) && this.#ownership.isAwaited && this.#request.headers;
    if (canDoBetter) this.#engine.otherTabs.tell({ kind: 'want', id: this.id });
  }

  /**
   * Goes on with what an earlier page was at. Its record says so already, and nothing need be written before its turn: a
   * page may have very many of them. @internal
   */
  resume(): void {
    if (this.#known.record?.startsOver)
      this.autostart().catch(() => {}); // what it is now must be recorded first
    else this.#commands.run(async () => this.#resume(false)).catch(() => {}); // its state says what went wrong
  }

  /** Another tab has written the record; `isPressed`: because a person there wants it. @internal */
  look(isPressed = false): void {
    this.#commands.run(() => this.#look(isPressed)).catch(() => {}); // the next message tries again
  }

  /** Another tab wants it tried again now; `isPressed`: a person there does. @internal */
  press(isPressed: boolean): void {
    if (isPressed) this.#run?.dataSaver.press();
    if (this.#ownership.isHere) this.#run?.wake('press');
  }

  /** Another tab has the headers that this one may be waiting for. @internal */
  giveWay(): void {
    if (!this.#ownership.isHere || !isForHeaders(this.state)) return;
    this.letGo();
    this.look();
  }

  /** Lets another tab have it, at once: this page is put away. `look()` takes it up again. @internal */
  letGo(): void {
    const run = this.#run;
    if (!run) return;
    this.#commands.run(() => this.#settleLetGo(run.letGo())).catch(() => {});
  }

  /** What was wanted of it last is done by the next page, if this one does not live to do it. @internal */
  leaveWish(): void {
    if (this.#commands.wish) this.#leave(this.#commands.wish);
  }

  /** Stops the worker, and changes nothing of what the next page will do. @internal */
  async close(): Promise<void> {
    await this.#commands.run(() => this.#halt());
  }

  // Commands

  #leave(wish: LastWish): void {
    const { record } = this.#known;
    if (record) this.#engine.wishes.leave(record.file, wish);
  }

  #startAs(isPressed: boolean): Promise<void> {
    const removals = this.#removals;
    if (this.state.status !== 'complete') this.#standing.renew();
    this.#commands.forgetWish();
    return this.#commands.run(() => this.#start(removals, isPressed));
  }

  async #start(removals: number, isPressed: boolean): Promise<void> {
    this.#throwIfRemovedSince(removals);
    if (this.#engine.isClosed) throw new DownloadError('internal', 'These downloads were closed. Open them anew.');
    if (this.state.status === 'complete') return;
    if (!isAtRest(this.state)) return this.#hurry(isPressed);
    await this.#run?.ended;
    const why = this.#known.record ? 'resume' : 'start';
    try {
      checkStorage();
      this.#known.record = await recordStart(this.#engine, this.#request, this.name);
    } catch (error) {
      throw this.#endings.failed(toFailure(error, 'storage-unavailable'));
    }
    this.#throwIfRemovedSince(removals);
    if (why === 'start') this.#engine.announce('add', this);
    const hasToQueue = this.#engine.slots.areTaken;
    this.#begin(why, isPressed);
    // Tabs that hear of it run it, and this one was asked to: if it can at once, they hear of it from the owner.
    if (hasToQueue) this.#engine.otherTabs.tell({ kind: 'record', id: this.id, isPressed });
  }

  #hurry(isPressed: boolean): void {
    this.press(isPressed);
    if (!this.#ownership.isHere) this.#engine.otherTabs.tell({ kind: 'press', id: this.id, isPressed });
  }

  async #halt(): Promise<void> {
    await this.#run?.stop();
  }

  /** Bytes of another digest are given up; those of a digest that was unknown before are verified now. */
  async #adoptIntegrity(removals: number, wrongBytes: boolean): Promise<void> {
    if (!this.#known.record || this.#removals !== removals) return;
    const goesOn = this.#run !== undefined || (this.state.status === 'complete' && !wrongBytes);
    const isWanted = !this.#run?.dataSaver.isInTheWay; // as before
    await this.#halt();
    const { integrity } = this.#request;
    const change = { ...(wrongBytes && NO_PROGRESS), integrity, outcome: undefined };
    const record = await this.#engine.ledger.update(this.id, (before) => before && { ...before, ...change });
    this.#known.record = record;
    this.#standing.renew();
    this.#standing.enter({ facts: record ? factsOf(record) : UNKNOWN, status: { status: 'idle' } });
    if (goesOn) await this.#start(removals, isWanted);
  }

  /** Makes of a record that another tab has written what this tab would have made of its own. */
  async #look(isPressed: boolean): Promise<void> {
    const record = await this.#engine.ledger.get(this.id);
    if (this.#run) {
      if (!record || record.removed || record.intent === 'rest') await this.#halt();
      return;
    }
    if (!record || record.removed) return this.#known.record && this.#endings.removed(record);
    const isNew = !this.#known.record;
    this.#known.recall(record);
    const status = statusOf(record);
    if (this.#ownership.inability && status.status === 'idle') return; // others may run it, and say so then
    this.#standing.renew();
    this.#standing.enter({ facts: factsOf(record), status });
    if (isNew) this.#engine.announce('add', this);
    this.#resume(isPressed);
  }

  #resume(isPressed: boolean): void {
    if (this.state.status === 'idle' && !this.#engine.isClosed) this.#begin('resume', isPressed);
  }

  #throwIfRemovedSince(removals: number): void {
    if (this.#removals !== removals) throw removedError(this.name);
  }

  // A run

  #begin(why: 'start' | 'resume', isPressed: boolean): void {
    const { namespace, options } = this.#engine;
    const { file = '', hadHeaders = false } = this.#known.record ?? {};
    const run = new Run({
      engine: this.#engine,
      job: { namespace, id: this.id, file, digestUrls: digestUrls(options.workerUrl) },
      dataSaver: new DataSaver(isPressed),
      standing: this.#standing,
      ownership: this.#ownership,
      access: (signal, onWait) => this.#desk.open(why, { hadHeaders, signal, onWait }),
      refused: () => this.#desk.authorize('refused').catch(() => undefined),
      report: (report) => this.#hear(report),
      settle: (ending) => this.#endings.settle(ending),
    });
    this.#run = run;
    run.ended.then(() => {
      if (this.#run === run) this.#run = undefined;
    });
  }

  #hear(report: Report): void {
    const { to, facts } = report;
    this.#known.hear(report);
    if (to || facts) this.#standing.apply({ ...(to && { to: fromWire(to) }), ...(facts && { facts }) });
    else this.#ownership.tellAll(this.#known.serverName);
    if (facts?.advice !== undefined) adviseOnce(facts.advice);
  }

  /** Who ran it is not heard any more. */
  #fallSilent(): void {
    const { inability } = this.#ownership;
    if (inability && !this.#run) this.#endings.failed(inability);
    else this.#standing.apply({ facts: { owner: 'silent' } });
  }

  async #settleLetGo(ended: Promise<void>): Promise<void> {
    await ended;
    this.#ownership.leave();
    const { facts } = this.#standing.situation;
    this.#standing.enter({ facts: { ...facts, activeRanges: [], owner: undefined }, status: { status: 'idle' } });
  }

  // State

  #tell(): void {
    this.dispatchEvent(new DownloadEvent('change', this));
    this.#engine.announce('change', this);
    this.#ownership.tell(this.#known.serverName);
  }
}

function isForHeaders(status: { status: string; reason?: string } | undefined): boolean {
  return status?.status === 'waiting' && status.reason === 'access';
}
