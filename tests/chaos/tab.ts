import type { Page } from '@playwright/test';
import type * as Api from '../../src/elements.js';
import { deleteDatabase, openBlank } from '../browser/behind-its-back.js';
import type { RangeServer } from '../range-server/range-server.js';
import type { SeenState } from './invariants.js';
import type { Attention } from './schedule.js';

declare global {
  interface Window {
    downloads: Api.Downloads;
    /** What a person at this page was shown since it was last asked for. */
    seen: SeenState[];
    look(download: Api.Download): SeenState;
  }
}

const PATH = '/chaos';

/** Opens the downloads as any page of an app would, and writes down each state that it is shown. */
const DOCUMENT = `<!doctype html><title>chaos</title><link rel="icon" href="data:,">
  <script type="module">
    import { openDownloads } from '/dist/resumable-download.js';
    window.seen = [];
    window.look = ({ state }) => {
      const { status, storedBytes, totalBytes = null, storedRanges, activeRanges } = state;
      const { reason = null, until = null, error } = state;
      const { code = null, message = null } = error ?? {};
      return {
        atMs: Date.now(), status, storedBytes, totalBytes, storedRanges, activeRanges, reason, until, code, message,
      };
    };
    const downloads = await openDownloads();
    downloads.addEventListener('change', ({ download }) => window.seen.push(window.look(download)));
    window.seen.push(...downloads.all.map(window.look));
    window.downloads = downloads;
  </script>`;

const PATIENCE_MS = 20_000;

/** The page in front of the person, which may be one page after another. */
export class Tab {
  #page: Page;
  readonly #app: RangeServer;
  readonly #request: Api.DownloadRequest & { readonly id: string };
  /** What no page caught. */
  readonly uncaught: string[] = [];

  constructor(page: Page, app: RangeServer, request: Api.DownloadRequest & { readonly id: string }) {
    this.#page = page;
    this.#app = app;
    this.#request = request;
    app.page(PATH, { html: DOCUMENT });
  }

  async open(): Promise<void> {
    this.#page.on('pageerror', (error) => this.uncaught.push(error.message));
    this.#page.setDefaultTimeout(PATIENCE_MS);
    await this.#page.goto(this.#app.origin + PATH);
    await this.#untilOpen();
  }

  async reload(): Promise<void> {
    await this.#page.reload();
    await this.#untilOpen();
  }

  async loseRecords(): Promise<void> {
    await openBlank(this.#page, this.#app);
    await deleteDatabase(this.#page);
    await this.#page.goto(this.#app.origin + PATH);
    await this.#untilOpen();
  }

  async reopen(): Promise<void> {
    const context = this.#page.context();
    const next = await context.newPage(); // first, since a context without a page may end
    await this.#page.close();
    this.#page = next;
    await this.open();
  }

  async handOver(): Promise<void> {
    const old = this.#page;
    this.#page = await old.context().newPage();
    await this.open();
    await old.close();
  }

  async goOffline(forMs: number, meanwhile: () => void): Promise<void> {
    const context = this.#page.context();
    await context.setOffline(true);
    meanwhile();
    await this.#page.waitForTimeout(forMs);
    await context.setOffline(false);
  }

  /** All that was shown since it was last asked for, and what is shown now. */
  async look(): Promise<SeenState[]> {
    return this.#page.evaluate((id) => {
      const download = window.downloads.find(id);
      const shown = window.seen.splice(0);
      return download ? [...shown, window.look(download)] : shown;
    }, this.#request.id);
  }

  /** Returns when it runs, or has failed. */
  async start(): Promise<void> {
    const started = this.#page.evaluate(
      (request) =>
        window.downloads
          .get(request)
          .start()
          .catch(() => {}), // its state says why
      this.#request,
    );
    await inTime('start()', started);
  }

  async pause(): Promise<void> {
    await inTime(
      'pause()',
      this.#page.evaluate((id) => window.downloads.find(id)?.pause(), this.#request.id),
    );
  }

  async remove(): Promise<void> {
    await inTime(
      'remove()',
      this.#page.evaluate((id) => window.downloads.find(id)?.remove(), this.#request.id),
    );
  }

  async attend(event: Attention): Promise<void> {
    await this.#page.evaluate((event) => {
      const target = event === 'visibilitychange' ? document : window;
      target.dispatchEvent(new Event(event));
    }, event);
  }

  /** SHA-256 of the finished file, in hexadecimal. */
  async digest(): Promise<string> {
    return this.#page.evaluate(async (id) => {
      const file = await window.downloads.find(id)?.file();
      const digest = await crypto.subtle.digest('SHA-256', (await file?.arrayBuffer()) ?? new ArrayBuffer(0));
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }, this.#request.id);
  }

  async #untilOpen(): Promise<void> {
    await this.#page.waitForFunction(() => window.downloads);
  }
}

async function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not return in ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
