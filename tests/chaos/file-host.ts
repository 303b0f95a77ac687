import type { LoggedRequest } from '../range-server/log.js';
import { type RangeServer, startRangeServer } from '../range-server/range-server.js';
import { derivedEtag, type ServedFile } from '../range-server/representation.js';
import type { Asked } from './request-bound.js';
import type { ServerPhase, Setting, Version } from './schedule.js';

const ADDRESS = '/film.bin';
const MOVED = '/moved.bin';

/** The one file of a schedule, wherever the setting wants it, and what was asked of it. */
export class FileHost {
  readonly #setting: Setting;
  /** Answers at the address, perhaps with a redirect. */
  #door: RangeServer;
  /** Has the bytes. */
  #store: RangeServer;
  readonly #servers: Set<RangeServer>;
  readonly #path: string;
  #phase: ServerPhase;
  #isCalm = false;

  private constructor(setting: Setting, phase: ServerPhase, door: RangeServer, store: RangeServer) {
    this.#setting = setting;
    this.#phase = phase;
    this.#door = door;
    this.#store = store;
    this.#servers = new Set([door, store]);
    this.#path = setting.redirect ? MOVED : ADDRESS;
  }

  /** @param app the server of the page, which has the file too where the setting says so */
  static async open(setting: Setting, phase: ServerPhase, app: RangeServer): Promise<FileHost> {
    const door = setting.origin === 'same' ? app : await startRangeServer();
    const store = setting.redirect === 'far' ? await startRangeServer() : door;
    const host = new FileHost(setting, phase, door, store);
    host.#publish();
    return host;
  }

  get url(): string {
    return this.#door.origin + ADDRESS;
  }

  get version(): Version {
    return this.#setting.versions[this.#phase.version] ?? { size: 0, seed: 0 };
  }

  serve(phase: ServerPhase): void {
    this.#phase = phase;
    this.#publish();
  }

  /** Ends all faults, for good; slowness is one. */
  calm(): void {
    this.#isCalm = true;
    this.serve({ ...this.#phase, faults: [] });
    this.cut();
  }

  cut(): void {
    this.#store.cut(this.#path);
  }

  async leave(): Promise<void> {
    if (this.#hasPage) {
      this.#store.serve(this.#path, { ...this.#file(), faults: [{ resetBeforeHeaders: true }] });
      this.cut();
    } else {
      await this.#store.close();
    }
  }

  async comeBack(): Promise<void> {
    if (!this.#hasPage) await this.#listenAgain();
    this.#publish();
  }

  requests(): readonly Readonly<LoggedRequest>[] {
    return [...this.#servers].flatMap(({ log }) => [ADDRESS, MOVED].flatMap((path) => log.requests(path)));
  }

  bytesSent(): number {
    return this.requests().reduce((sum, { bodyBytesSent }) => sum + bodyBytesSent, 0);
  }

  /** Since it was opened. */
  asked(): Asked {
    const requests = this.requests();
    const answered = requests.filter(({ status }) => status !== undefined).length;
    return { answered, unanswered: requests.length - answered, bytesSent: this.bytesSent() };
  }

  async close(app: RangeServer): Promise<void> {
    for (const server of new Set([this.#door, this.#store])) if (server !== app) await server.close();
  }

  /** Whether the page itself comes from the server of the bytes: it must be there for a reload. */
  get #hasPage(): boolean {
    return this.#store === this.#door && this.#setting.origin === 'same';
  }

  async #listenAgain(): Promise<void> {
    const port = Number(new URL(this.#store.origin).port);
    const wasDoor = this.#store === this.#door;
    this.#store = await startRangeServer({ port });
    this.#servers.add(this.#store);
    if (wasDoor) this.#door = this.#store;
  }

  #publish(): void {
    const { redirect } = this.#setting;
    const url = this.#store.serve(this.#path, this.#file());
    if (redirect) this.#door.serve(ADDRESS, { ...this.#file(), faults: [], redirect: url });
  }

  #file(): ServedFile {
    const { origin, redirect, bytesPerSecond, latencyMs, acceptRanges, chunked } = this.#setting;
    const readable = redirect === 'far' ? 'exposed' : 'none';
    return {
      ...this.version,
      ...this.#validators(),
      cors: origin === 'same' ? readable : origin,
      faults: this.#phase.faults,
      ...(acceptRanges && { acceptRanges }),
      ...(chunked && { chunked }),
      ...(latencyMs && { latencyMs }),
      ...(bytesPerSecond && !this.#isCalm && { bytesPerSecond }),
    };
  }

  #validators(): Pick<ServedFile, 'etag' | 'lastModified'> {
    switch (this.#setting.validators) {
      case 'both':
        return {};
      case 'etag':
        return { lastModified: null };
      case 'date':
        return { etag: null };
      case 'weak':
        return { etag: `W/${derivedEtag(this.version)}`, lastModified: null };
      case 'none':
        return { etag: null, lastModified: null };
    }
  }
}
