import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type DownloadError, fromFailure, toFailure } from '../core/errors.js';
import type { DownloadState } from '../core/state.js';
import type { Download } from '../page/download.js';
import type { DownloadRequest } from '../page/request.js';
import { Announcer } from './announcer.js';
import { announcement } from './card/announcement.js';
import type { Press } from './card/buttons.js';
import { explain } from './card/description.js';
import { downloadCard, emptyCard } from './card/download-card.js';
import { cardStyles } from './card/download-card.styles.js';
import { RangeMap } from './card/range-map.js';
import { SpeedCurve } from './card/speed-curve.js';
import { Countdown } from './countdown.js';
import { copyDiagnosis, type DiagnosisCopy } from './diagnosis-copy.js';
import { DownloadWatch } from './download-watch.js';
import { DownloadChangeEvent, DownloadCompleteEvent, DownloadErrorEvent } from './events.js';
import { type Face, faceOf } from './face.js';
import { KeepAwake } from './keep-awake.js';
import type { Language } from './languages/languages.js';
import { Localization } from './languages/localization.js';
import { guard } from './leave-guard.js';
import { askToNotify, notifyOfEnd } from './notification.js';
import { OpenMedia } from './open-media.js';
import { pageDownloads } from './page-downloads.js';
import { carryOut } from './press.js';
import { type Removal, removals } from './removal.js';
import { savings } from './saving.js';
import { SharedFactWatch } from './shared-fact.js';

/**
 * One download: how it goes, and the buttons to steer it. Elements with the same `src` or `download-id` show the same
 * download. It goes on when the element leaves the page.
 *
 * @tagname resumable-download
 *
 * @attr src - what to download; resolved against the page
 * @attr name - the file name to offer; default: what the server says, then the last segment of `src`
 * @attr download-id - identity across reloads, for links that change; default: `src` without its fragment
 * @attr integrity - what the file must be, as in Subresource Integrity: `sha256-…`
 * @attr keep-awake - keeps the screen on while it transfers and the page is to be seen
 * @attr notify - tells when it completes or fails while the page is hidden; asks for that on a press of Download or Resume
 * @attr compact - the short form, one row, also where there is room for the full one; without it, where there is not
 * @attr lang - the language it speaks; default: that of the nearest ancestor with one, then the browser's. Redrawn when it
 *   changes
 * @attr worker-url - a self-hosted copy of the worker, where the page's policy forbids blob workers; trusted as a script is
 * @attr autostart - starts it if it has never been started; one that was paused stays paused
 *
 * @slot - shown below the rest, such as a preview of the finished file
 *
 * @fires {DownloadChangeEvent} download-change - a new state, or another download; bubbles
 * @fires {DownloadCompleteEvent} download-complete - it became complete while the element looked on; bubbles
 * @fires {DownloadErrorEvent} download-error - it failed while the element looked on; bubbles
 *
 * @csspart card - the whole
 * @csspart icon - the picture of the kind of file
 * @csspart name - the file name
 * @csspart facts - percent, bytes of bytes
 * @csspart buttons - the row of buttons
 * @csspart button - each button
 * @csspart primary-button - Download, Pause, Resume, Retry, Save, Stop
 * @csspart secondary-button - Cancel, Remove: an icon, with its name for those who cannot see it
 * @csspart extra-button - Download next; Open and Close, where it is a medium: the same
 * @csspart bar - the progress bar
 * @csspart status - what it is doing
 * @csspart aside - speed and time left, next try, or share checked
 * @csspart brief - all of that in a few words, in the short form
 * @csspart advice - what to do about it
 * @csspart offer - what can be done besides, for a while
 * @csspart offer-button - each of its buttons
 * @csspart notes - what there is to know besides
 * @csspart problem - why the last press did not work
 * @csspart details - the address, the technical words for what went wrong, and Copy diagnosis
 * @csspart media - the file itself, opened in place
 *
 * @cssproperty --rd-accent - main button, progress
 * @cssproperty --rd-on-accent - words on the main button
 * @cssproperty --rd-background - of the card
 * @cssproperty --rd-color - of the text
 * @cssproperty --rd-muted - of the lesser text
 * @cssproperty --rd-border - colour of the card's edge
 * @cssproperty --rd-track - of the empty progress bar and of quiet buttons
 * @cssproperty --rd-stored - in the bar, what is stored; default: by the state
 * @cssproperty --rd-active - in the bar, what is arriving; default: by the state
 * @cssproperty --rd-success - when complete
 * @cssproperty --rd-warning - while waiting
 * @cssproperty --rd-danger - when failed
 * @cssproperty [--rd-radius=14px] - of the card's corners
 * @cssproperty [--rd-padding=14px 16px] - inside the card
 */
export class ResumableDownload extends LitElement {
  static override styles = cardStyles;
  static override properties = {
    src: {},
    name: {},
    downloadId: { attribute: 'download-id' },
    integrity: {},
    autostart: { type: Boolean },
    keepAwake: { type: Boolean, attribute: 'keep-awake' },
    notify: { type: Boolean },
    compact: { type: Boolean, reflect: true },
    workerUrl: { attribute: 'worker-url' },
    download: { attribute: false, noAccessor: true },
  };

  declare src: string | null;
  declare name: string | null;
  declare downloadId: string | null;
  declare integrity: string | null;
  declare autostart: boolean;
  declare keepAwake: boolean;
  declare notify: boolean;
  declare compact: boolean;
  declare workerUrl: string | null;

  #given: Download | undefined;
  #found: Download | undefined;
  #wanted: DownloadRequest | undefined;
  #problem: DownloadError | undefined;
  readonly #localization = new Localization(this);
  #copy: DiagnosisCopy | undefined;
  #face: Face | undefined;
  /** As last told to those who cannot see it. */
  #offered: string | undefined;
  /** What somebody who points at this element may be about to undo. */
  #held: Removal | undefined;
  readonly #media = new OpenMedia(this, () => this.#openable());
  readonly #announcer = new Announcer(this);
  readonly #watch = new DownloadWatch(this, (download, before) => this.#tell(download, before));

  constructor() {
    super();
    this.src = null;
    this.name = null;
    this.downloadId = null;
    this.integrity = null;
    this.autostart = false;
    this.keepAwake = false;
    this.notify = false;
    this.compact = false;
    this.workerUrl = null;
    new KeepAwake(this, () => this.keepAwake && transfers(this.download?.state));
    new RangeMap(this, () => this.download && (this.#face?.progress?.picture ?? this.#face?.state));
    new SpeedCurve(this, () => (this.download && removals.get(this.download) ? undefined : this.download));
    new SharedFactWatch(this, [removals, savings], (download) => download === this.download);
    new Countdown(this, () => waitsUntil(this.download?.state));
  }

  /** What is shown. A page that has its own sets it, and it goes before `src`; `undefined` gives way to `src` again. */
  get download(): Download | undefined {
    return this.#given ?? this.#found;
  }

  set download(download: Download | undefined) {
    const before = this.#given;
    this.#given = download;
    this.requestUpdate('download', before);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#autostart(); // it may have got its download while it was away
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#held?.release(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (ASKED_WITH.some((property) => changed.has(property))) void this.#find();
    if (changed.has('download')) this.#forget();
  }

  protected override render(): TemplateResult {
    const { language, drawnDir } = this.#localization;
    return html`
      <div lang=${language.tag} dir=${drawnDir ?? nothing}>${this.#card(language)}${this.#announcer.region()}</div>
    `;
  }

  #card({ words, formats }: Language): TemplateResult | typeof nothing {
    const { download } = this;
    if (!download) return this.src ? emptyCard(this.name || this.src, this.#problem, words) : nothing;
    const onPress = (press: Press) => void this.#press(press);
    const { media } = this.#media;
    this.#face = faceOf(download, { words, formats, isOpen: media !== undefined, onPress, onHold: this.#hold });
    return downloadCard({
      ...this.#face,
      name: download.name,
      url: download.url,
      media,
      problem: this.#problem,
      now: Date.now(),
      words,
      formats,
      diagnosis: { copy: this.#copy, onCopy: () => void this.#copyDiagnosis(download) },
      onPress,
      onMediaError: () => this.#media.fail(),
    });
  }

  /** What goes with the focus on it hands it on, or a keyboard would be back at the top of the page. */
  protected override update(changed: PropertyValues<this>): void {
    const focused = this.shadowRoot?.activeElement; // asked before, since Chromium forgets it once it is hidden
    super.update(changed);
    if (focused instanceof HTMLElement && (focused.hidden || !focused.isConnected)) {
      const next = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
      (next('.offer button') ?? next('button.primary'))?.focus({ preventScroll: true });
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { download } = this;
    const isAnother = this.#watch.follow(download);
    if (isAnother) this.#held?.release(this);
    if (isAnother || changed.has('autostart')) this.#autostart();
    if (download) this.#tellOffer(download);
    if (download) this.#lookAfter(download, changed.get('notify') === true);
  }

  /** Never rejects: what goes wrong is shown. */
  async #find(): Promise<void> {
    const wanted = request(this);
    this.#wanted = wanted;
    let found: Download | undefined;
    let problem: DownloadError | undefined;
    try {
      if (wanted) found = (await pageDownloads(this.workerUrl)).get(wanted);
    } catch (thrown) {
      problem = fromFailure(toFailure(thrown));
    }
    if (this.#wanted !== wanted) return; // the attributes have changed meanwhile
    this.#found = found;
    this.#problem = problem;
    this.requestUpdate();
  }

  /** Never rejects: what goes wrong is shown. */
  async #press(press: Press | 'autostart'): Promise<void> {
    const { download } = this;
    this.#problem = undefined;
    try {
      if (press === 'start' && this.notify) askToNotify();
      if (download) await carryOut(press, download, this.#media);
    } catch (thrown) {
      const failure = toFailure(thrown);
      // A start that another press took back is no problem.
      if (failure.code !== 'removed' && download === this.download) this.#complain(fromFailure(failure));
    }
    this.requestUpdate();
  }

  /** Never rejects. */
  async #copyDiagnosis(download: Download): Promise<void> {
    const copy = await copyDiagnosis(download);
    if (download !== this.download) return;
    this.#copy = copy;
    const { copied, copyThis } = this.#localization.language.words.diagnosis;
    this.#announce(copy.isCopied ? copied : copyThis, download);
  }

  /** What was said of the last press. */
  #forget(): void {
    this.#problem = undefined;
    this.#copy = undefined;
  }

  #complain(problem: DownloadError): void {
    this.#problem = problem;
    const { what, next } = explain(problem, this.#localization.language.words);
    if (this.download) this.#announce(`${what} ${next}`, this.download);
  }

  /** For those who cannot see the card. */
  #announce(what: string, download: Download): void {
    this.#announcer.say(this.#localization.language.words.about(download.name, what), download);
  }

  #tellOffer(download: Download): void {
    const { offer, state } = this.#face ?? {};
    const { status } = this.#localization.language.words;
    const isNew = offer && offer.text !== this.#offered;
    this.#offered = offer?.text;
    // The focus goes to Undo, which is described by what it is for.
    if (isNew) this.#announce(state?.status === 'removed' ? status.removed : offer.text, download);
  }

  readonly #hold = (removal: Removal, isHeld: boolean): void => {
    this.#held = removal;
    if (isHeld) removal.hold(this);
    else removal.release(this);
  };

  /** Also when it goes on without this element. */
  #lookAfter(download: Download, wasNotifying: boolean): void {
    guard(download);
    if (this.notify || wasNotifying) notifyOfEnd(download, this.notify ? this.#localization.language.words : undefined);
  }

  #openable(): Download | undefined {
    const { download } = this;
    return download?.state.status === 'complete' && !removals.get(download) ? download : undefined;
  }

  #autostart(): void {
    if (this.autostart && this.isConnected && this.download?.state.status === 'idle') void this.#press('autostart');
  }

  #tell(download: Download, before: DownloadState | undefined): void {
    const { state } = download;
    if (before && before.status !== state.status) this.#forget();
    const { words, formats } = this.#localization.language;
    const said = before && !removals.get(download) && announcement(before, state, words, formats);
    if (said) this.#announce(said, download);
    this.dispatchEvent(new DownloadChangeEvent(download));
    if (!before || before.status === state.status) return;
    if (state.status === 'complete') this.dispatchEvent(new DownloadCompleteEvent(download));
    if (state.status === 'failed') this.dispatchEvent(new DownloadErrorEvent(download, state.error));
  }
}

const ASKED_WITH = ['src', 'downloadId', 'name', 'integrity', 'workerUrl'] as const;

function request({ src, downloadId, name, integrity }: ResumableDownload): DownloadRequest | undefined {
  if (!src) return undefined;
  return {
    url: src,
    ...(downloadId ? { id: downloadId } : {}),
    ...(name ? { name } : {}),
    ...(integrity ? { integrity } : {}),
  };
}

function waitsUntil(state: DownloadState | undefined): number | undefined {
  return state?.status === 'waiting' ? state.until : undefined;
}

function transfers(state: DownloadState | undefined): boolean {
  return state !== undefined && ['connecting', 'downloading', 'verifying'].includes(state.status);
}

declare global {
  interface HTMLElementTagNameMap {
    'resumable-download': ResumableDownload;
  }
}
