import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Download } from '../page/download.js';
import type { Downloads } from '../page/downloads.js';
import type { DownloadEvent } from '../page/events.js';
import { BUTTON_ICONS } from './card/icons.js';
import type { Language } from './languages/languages.js';
import { Localization } from './languages/localization.js';
import type { Words } from './languages/words.js';
import { pageDownloads } from './page-downloads.js';
import { removals } from './removal.js';
import { ResumableDownload } from './resumable-download.js';
import { SharedFactWatch } from './shared-fact.js';
import { addForm } from './shelf/add-form.js';
import { type BulkPress, bulkPresses, pressAll } from './shelf/bulk.js';
import { Clearing } from './shelf/clearing.js';
import { downloadList } from './shelf/download-list.js';
import { DownloadsWatch } from './shelf/downloads-watch.js';
import { leaveCard, leaveGone } from './shelf/focus.js';
import { unfolded } from './shelf/fold.js';
import { leftOver } from './shelf/left-over.js';
import { LinkIntake } from './shelf/link-intake.js';
import { linksInText } from './shelf/links.js';
import { clearedNotice, leftOverNotice, outcomeNotice, staleNotice } from './shelf/notices.js';
import { batchOf, endOf, type OverallProgress, overallProgress } from './shelf/overall-progress.js';
import { bytesShort } from './shelf/room.js';
import { RoomWatch } from './shelf/room-watch.js';
import { shelfStyles } from './shelf/shelf.styles.js';
import { type ShelfView, shelfFooter, shelfHeader } from './shelf/shelf-header.js';
import { canBeContinued, isFinished } from './shelf/standing.js';
import { TitleProgress } from './shelf/title-progress.js';

/** How many are shown without being asked for more, and how many more then. */
const FIRST_SHOWN = 30;
const THEN_SHOWN = 100;

/** How a document's title tells what has ended while nobody looked. */
const END_MARKS = { done: '✓', trouble: '!' } as const;
const UNKNOWN_MARK = '↓';

const FLASH = { outline: ['3px solid var(--_accent)', '3px solid var(--_accent)', '3px solid transparent'] };
const FLASH_MS = 1600;

/**
 * All downloads of this origin, newest first: how they go together, what can be done with all of them, and the room they
 * take. Links can be dropped on it, or pasted while the focus is in it, and are downloaded; what is there already is shown.
 *
 * @tagname download-shelf
 *
 * @attr add - `field` shows a field for links; `off`: nothing can be added here; default: only by dropping and pasting
 * @attr document-title - puts how far everything is before the document's title (`42% · Films`), and ✓ when all is done
 *   while the page is hidden, until somebody looks
 * @attr worker-url - a self-hosted copy of the worker, where the page's policy forbids blob workers; trusted as a script is
 *
 * @slot - shown while there are none; default: a short sentence
 *
 * @fires {DownloadChangeEvent} download-change - of each download that it shows; bubbles
 * @fires {DownloadCompleteEvent} download-complete - one of them became complete; bubbles
 * @fires {DownloadErrorEvent} download-error - one of them failed; bubbles
 *
 * @csspart header - title, buttons, overall progress and room
 * @csspart buttons - Pause all, Resume all, Clear finished
 * @csspart button - each button of the shelf's own
 * @csspart overall - how all that are under way go, in words
 * @csspart overall-bar - the same as a line; always there
 * @csspart room - the room they take
 * @csspart room-meter - the same as a bar
 * @csspart short - says that what is to come does not fit
 * @csspart notice - each of the offers below the header
 * @csspart left-over - the offer to continue what an earlier page has left
 * @csspart stale - the offer to remove what nobody has touched for long
 * @csspart cleared - the offer to bring back what was thrown away together
 * @csspart outcome - what could not be added, or was there already
 * @csspart dismiss-button - takes a notice away
 * @csspart add - the form with the field
 * @csspart field - the field for links
 * @csspart empty - shown while there are none
 * @csspart list - the list of downloads
 * @csspart download - each `<resumable-download>`
 * @csspart older - shows more of them
 * @csspart drop - laid over everything while links are dragged over it
 * @cssproperty [--rd-gap=10px] - between the downloads
 */
export class DownloadShelf extends LitElement {
  static override styles = shelfStyles;
  static override properties = {
    downloads: { attribute: false },
    add: {},
    documentTitle: { type: Boolean, attribute: 'document-title' },
    workerUrl: { attribute: 'worker-url' },
  };

  /** Whose downloads to show. A page with a namespace sets its own; default: those of `openDownloads()`. */
  declare downloads: Downloads | undefined;
  declare add: string | null;
  declare documentTitle: boolean;
  declare workerUrl: string | null | undefined;

  readonly #localization = new Localization(this);
  readonly #watch = new DownloadsWatch(
    this,
    (event) => this.#letGo(event),
    () => this.#look(),
  );
  readonly #room = new RoomWatch(this, () => this.downloads);
  readonly #title = new TitleProgress(this, () => this.documentTitle);
  readonly #intake = new LinkIntake(
    this,
    () => this.add !== 'off',
    async () => this.downloads ?? pageDownloads(this.workerUrl),
    (known) => void this.#reveal(known),
  );
  readonly #clearing = new Clearing(this);
  #all: readonly Download[] = [];
  #batch: ReadonlySet<Download> = new Set();
  #overall: OverallProgress | undefined;
  #leftOver: ReadonlySet<Download> = new Set();
  #limit = FIRST_SHOWN;
  #shown: ReadonlySet<string> = new Set();

  constructor() {
    super();
    new SharedFactWatch(this, [removals], () => true);
    this.add = null;
    this.documentTitle = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.downloads) void this.#open();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('downloads')) return;
    this.#limit = FIRST_SHOWN;
    this.#shown = new Set();
    this.#batch = new Set();
    this.#leftOver = this.downloads ? leftOver(this.downloads) : new Set();
    this.#title.tell(undefined);
    this.#watch.follow(this.downloads);
    this.#look();
  }

  protected override render(): TemplateResult {
    const { language, drawnDir } = this.#localization;
    const { words } = language;
    const cleared = new Set(this.#clearing.downloads);
    const kept = this.#all.filter((download) => !cleared.has(download));
    const listed = this.#list(kept);
    const view = this.#view(language);
    return html`
      <section lang=${language.tag} dir=${drawnDir ?? nothing} aria-labelledby="title" tabindex="-1">
        ${shelfHeader(view)} ${this.#notices(language)}
        ${this.add === 'field' || this.add === '' ? addForm(words, this.#submit) : nothing}
        ${listed.length === 0 ? this.#empty(words) : downloadList(listed)}
        ${this.#older(kept.length - listed.length, language)}
        ${shelfFooter(view)}
        ${this.#intake.isDraggedOver ? html`<div class="drop" part="drop"><span>${words.shelf.dropHere}</span></div>` : nothing}
      </section>
    `;
  }

  protected override update(changed: PropertyValues<this>): void {
    const focused = this.shadowRoot?.activeElement;
    super.update(changed);
    leaveGone(this.renderRoot, focused);
  }

  #list(kept: readonly Download[]): readonly Download[] {
    const listed = unfolded(kept, this.#limit, this.#shown);
    this.#shown = new Set(listed.map(({ id }) => id));
    return listed;
  }

  #view(language: Language): ShelfView {
    const { room } = this.#room;
    const present = this.#present();
    const states = present.map(({ state }) => state);
    const presses = new Set(bulkPresses(present));
    if (this.#toContinue().length > 0) presses.delete('resumeAll'); // the notice offers it
    return {
      overall: this.#overall,
      storedBytes: states.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
      room,
      bytesShort: room ? bytesShort(room, states) : 0,
      presses,
      language,
      onPress: this.#press,
    };
  }

  #notices(language: Language): TemplateResult {
    const { staleAfterDays = 0 } = this.downloads ?? {};
    const stale = this.downloads?.stale.filter((download) => !removals.get(download)) ?? [];
    const { toTell, dismiss } = this.#intake;
    return html`
      ${leftOverNotice(this.#toContinue(), language, { onAction: this.#continue, onDismiss: this.#dismiss })}
      ${staleNotice(stale, staleAfterDays, language, this.#removeStale)} ${outcomeNotice(toTell, language, dismiss)}
      ${clearedNotice(
        this.#clearing.downloads.length,
        language,
        () => this.#clearing.undo(),
        (isHeld) => this.#clearing.hold(isHeld),
      )}
    `;
  }

  #empty(words: Words): TemplateResult {
    const isOpen = this.add !== 'off';
    const hint = isOpen ? html`<p>${words.shelf.howToAdd}</p>` : nothing;
    // With a keyboard alone, a link is pasted where the focus is.
    return html`
      <slot>
        <div class="empty" part="empty" role="group" aria-label=${words.noDownloads} tabindex=${isOpen ? 0 : nothing}>
          ${BUTTON_ICONS.download}<p>${words.noDownloads}</p>${hint}
        </div>
      </slot>
    `;
  }

  #older(count: number, { words, formats }: Language): TemplateResult | typeof nothing {
    if (count <= 0) return nothing;
    return html`
      <button class="secondary older" part="button older" type="button" @click=${this.#showOlder}>
        ${words.shelf.showOlder(formats.count(Math.min(count, THEN_SHOWN)))}
      </button>
    `;
  }

  /** Without those that are being thrown away, whose cards offer to bring them back. */
  #present(): Download[] {
    return this.#all.filter((download) => !removals.get(download));
  }

  #toContinue(): Download[] {
    return this.#present().filter((download) => this.#leftOver.has(download) && canBeContinued(download.state));
  }

  #look(): void {
    const before = this.#batch;
    this.#all = this.downloads?.all.toReversed() ?? [];
    this.#batch = batchOf(before, this.#present());
    this.#room.measureSoon();
    this.#overall = overallProgress([...this.#batch].map(({ state }) => state));
    const overall = this.#overall;
    if (overall) {
      this.#title.tell(
        overall.percent === undefined ? UNKNOWN_MARK : this.#localization.language.formats.percent(overall.percent),
      );
    } else if (before.size > 0) {
      const end = endOf(this.#all.filter((download) => before.has(download)).map(({ state }) => state));
      if (end) this.#title.end(END_MARKS[end]);
      else this.#title.tell(undefined);
    }
  }

  /** A card that goes with the focus in it leaves it in the shelf. */
  #letGo({ download }: DownloadEvent): void {
    const focused = this.shadowRoot?.activeElement;
    if (focused instanceof ResumableDownload && focused.download === download) leaveCard(this.renderRoot, focused);
  }

  async #reveal(known: readonly Download[]): Promise<void> {
    this.#shown = new Set([...this.#shown, ...known.map(({ id }) => id)]);
    this.requestUpdate();
    await this.updateComplete;
    const cards = [...this.renderRoot.querySelectorAll('resumable-download')];
    const items = cards
      .filter((card) => card.download && known.includes(card.download))
      .map((card) => card.parentElement);
    items[0]?.scrollIntoView({ block: 'nearest' });
    for (const item of items) item?.animate(FLASH, FLASH_MS);
  }

  readonly #press = (press: BulkPress): void => {
    const oldestFirst = this.#present().toReversed();
    if (press === 'clearFinished') this.#clearing.clear(oldestFirst.filter(({ state }) => isFinished(state)));
    else pressAll(press, oldestFirst);
  };

  readonly #continue = (): void => {
    pressAll('resumeAll', this.#toContinue().toReversed());
    this.#dismiss();
  };

  readonly #dismiss = (): void => {
    this.#leftOver = new Set();
    this.requestUpdate();
  };

  readonly #removeStale = (): void => this.#clearing.clear(this.downloads?.stale ?? []);

  readonly #submit = (text: string): boolean => {
    const links = linksInText(text);
    void this.#intake.take(links);
    return links.bad.length === 0;
  };

  readonly #showOlder = async (): Promise<void> => {
    const before = this.#shown;
    this.#limit = before.size + THEN_SHOWN;
    this.requestUpdate();
    await this.updateComplete;
    const cards = [...this.renderRoot.querySelectorAll('resumable-download')];
    const firstNew = cards.find(({ download }) => download && !before.has(download.id));
    firstNew?.parentElement?.focus();
  };

  async #open(): Promise<void> {
    try {
      this.downloads ??= await pageDownloads(this.workerUrl);
    } catch {
      // Nothing can be stored here, so there is nothing to list; a download that is tried says why.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'download-shelf': DownloadShelf;
  }
}
