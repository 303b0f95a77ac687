import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Downloads } from '../page/downloads.js';
import type { DownloadEvent } from '../page/events.js';
import { buttons } from './card/button.styles.js';
import { palette } from './card/palette.styles.js';
import type { Language } from './languages/languages.js';
import { Localization } from './languages/localization.js';
import { pageDownloads } from './page-downloads.js';
import { ResumableDownload } from './resumable-download.js';

const MEASURE_PAUSE_MS = 2000; // the room changes with each checkpoint, and asking for it is not free

type Room = Awaited<ReturnType<Downloads['storage']>>;

/**
 * All downloads of this origin, newest first, and the room they take.
 *
 * @tagname download-shelf
 *
 * @attr worker-url - a self-hosted copy of the worker, where the page's policy forbids blob workers; trusted as a script is
 *
 * @slot - shown while there are none; default: a short sentence
 *
 * @fires {DownloadChangeEvent} download-change - of each download that it shows; bubbles
 * @fires {DownloadCompleteEvent} download-complete - one of them became complete; bubbles
 * @fires {DownloadErrorEvent} download-error - one of them failed; bubbles
 *
 * @csspart header - title and room
 * @csspart room - the room they take
 * @csspart stale - the offer to remove what nobody has touched for long
 * @csspart button - its button
 * @csspart list - the list of downloads
 * @csspart download - each `<resumable-download>`
 * @cssproperty [--rd-gap=10px] - between the downloads
 */
export class DownloadShelf extends LitElement {
  static override styles = [
    palette,
    buttons,
    css`
    :host { display: block; }
    :host([hidden]) { display: none; }
    header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 4px 12px; }
    h2 { margin: 0; font-size: 1.0625em; }
    p { margin: 0; font-size: 0.8125em; font-variant-numeric: tabular-nums; }
    header, p, ul { margin-block-end: 10px; }
    ul { display: grid; gap: var(--rd-gap, 10px); margin-block: 0; padding: 0; list-style: none; }
    li { min-inline-size: 0; }
    [dir='rtl'] ::slotted(:not([dir])) { direction: ltr; } /* the page's own words */
    .stale {
      display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 12px;
      margin-block-end: 10px; padding: 8px 16px; border: 1px dashed var(--_edge); border-radius: var(--_radius);
      color: var(--_muted);
    }
    .stale p { flex: 1 1 16em; margin: 0; text-wrap: balance; }
    .stale button { padding-inline: 14px; }
  `,
  ];
  static override properties = { downloads: { attribute: false }, workerUrl: { attribute: 'worker-url' } };

  /** Whose downloads to show. A page with a namespace sets its own; default: those of `openDownloads()`. */
  declare downloads: Downloads | undefined;
  declare workerUrl: string | null | undefined;

  readonly #localization = new Localization(this);
  #room: Room | undefined;
  /** As shown. */
  #staleCount = 0;
  #measuring: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.downloads) this.#listen(this.downloads);
    else void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#measuring);
    this.#measuring = undefined;
    if (this.downloads) this.#ignore(this.downloads);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('downloads')) return;
    const before = changed.get('downloads');
    if (before) this.#ignore(before);
    if (this.downloads && this.isConnected) this.#listen(this.downloads);
  }

  protected override render(): TemplateResult {
    const newestFirst = this.downloads?.all.toReversed() ?? [];
    const { language, drawnDir } = this.#localization;
    const { words } = language;
    return html`
      <div lang=${language.tag} dir=${drawnDir ?? nothing}>
        <header part="header"><h2 tabindex="-1">${words.downloads}</h2>${this.#roomLine(language)}</header>
        ${this.#staleLine(language)}
        ${newestFirst.length === 0 ? html`<slot><p>${words.noDownloads}</p></slot>` : undefined}
        <ul part="list">
          ${repeat(
            newestFirst,
            ({ id }) => id,
            (download) =>
              html`<li><resumable-download part="download" .download=${download}></resumable-download></li>`,
          )}
        </ul>
      </div>
    `;
  }

  #roomLine({ words, formats }: Language): TemplateResult | undefined {
    if (!this.#room) return undefined;
    const { usedBytes, quotaBytes } = this.#room;
    return html`<p part="room">${words.roomUsed(formats.bytes(usedBytes), formats.bytes(quotaBytes))}</p>`;
  }

  #staleLine({ words, formats }: Language): TemplateResult | undefined {
    const { downloads } = this;
    const stale = downloads?.stale ?? [];
    this.#staleCount = stale.length;
    if (!downloads || stale.length === 0) return undefined;
    const storedBytes = stale.reduce((sum, { state }) => sum + state.storedBytes, 0);
    const unfinished = formats.count(stale.length);
    const line = words.stale(unfinished, formats.count(downloads.staleAfterDays), formats.bytes(storedBytes));
    return html`
      <div class="stale" part="stale">
        <p id="stale">${line}</p>
        <button class="secondary" part="button" type="button" aria-describedby="stale" @click=${this.#removeStale}>
          ${words.removeStale(unfinished)}
        </button>
      </div>
    `;
  }

  /** What cannot be removed stays in the list, where its own button says why. */
  readonly #removeStale = (): void => {
    this.renderRoot.querySelector('h2')?.focus(); // the button goes
    for (const download of this.downloads?.stale ?? []) download.remove().catch(() => {});
  };

  async #open(): Promise<void> {
    try {
      this.downloads ??= await pageDownloads(this.workerUrl);
    } catch {
      // Nothing can be stored here, so there is nothing to list; a download that is tried says why.
    }
  }

  #listen(downloads: Downloads): void {
    for (const type of ['add', 'remove'] as const) downloads.addEventListener(type, this.#relist);
    downloads.addEventListener('change', this.#look);
    this.#relist();
  }

  #ignore(downloads: Downloads): void {
    for (const type of ['add', 'remove'] as const) downloads.removeEventListener(type, this.#relist);
    downloads.removeEventListener('change', this.#look);
  }

  readonly #relist = (event?: DownloadEvent): void => {
    // A card that goes with the focus in it leaves it in the shelf, not at the top of the page.
    const focused = this.shadowRoot?.activeElement;
    const goes =
      event?.type === 'remove' && focused instanceof ResumableDownload && focused.download === event.download;
    if (goes) this.renderRoot.querySelector('h2')?.focus();
    this.requestUpdate();
    this.#measureSoon();
  };

  /** What somebody has touched is not stale any more. */
  readonly #look = (): void => {
    if (this.downloads?.stale.length !== this.#staleCount) this.requestUpdate();
    this.#measureSoon();
  };

  readonly #measureSoon = (): void => {
    this.#measuring ??= setTimeout(() => void this.#measure(), this.#room ? MEASURE_PAUSE_MS : 0);
  };

  async #measure(): Promise<void> {
    this.#measuring = undefined;
    this.#room = await this.downloads?.storage().catch(() => undefined);
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'download-shelf': DownloadShelf;
  }
}
