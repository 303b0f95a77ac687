import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { fromFailure, toFailure } from '../../core/errors.js';
import type { Download } from '../../page/download.js';
import type { Downloads } from '../../page/downloads.js';
import { addLinks, type Outcome, type Refusal } from './add-links.js';
import { DropTarget, takesText } from './drop-target.js';
import type { Links } from './links.js';
import { linksOf } from './transfer-links.js';

type Host = ReactiveControllerHost & HTMLElement;
type ToTell = Omit<Outcome, 'added'>;

const NOTHING: ToTell = { known: [], refused: [] };

/** Adds the links that are dropped on its host, or pasted while the focus is in it. */
export class LinkIntake implements ReactiveController {
  readonly #host: Host;
  readonly #isOpen: () => boolean;
  readonly #downloads: () => Promise<Downloads>;
  readonly #onKnown: (known: readonly Download[]) => void;
  readonly #target: DropTarget;
  #toTell = NOTHING;

  /**
   * @param isOpen whether links are taken; asked each time
   * @param onKnown told of those that need not be added, as they are there
   */
  constructor(
    host: Host,
    isOpen: () => boolean,
    downloads: () => Promise<Downloads>,
    onKnown: (known: readonly Download[]) => void,
  ) {
    this.#host = host;
    this.#isOpen = isOpen;
    this.#downloads = downloads;
    this.#onKnown = onKnown;
    this.#target = new DropTarget(host, isOpen, (transfer) => void this.take(linksOf(transfer)));
    host.addController(this);
  }

  get isDraggedOver(): boolean {
    return this.#target.isOver;
  }

  /** What the last ones came to, unless all went well. */
  get toTell(): ToTell {
    return this.#toTell;
  }

  hostConnected(): void {
    // Firefox tells the selection of it, and not what has the focus.
    document.addEventListener('paste', this.#paste);
  }

  hostDisconnected(): void {
    document.removeEventListener('paste', this.#paste);
  }

  /** Never rejects: what goes wrong is told. */
  async take(links: Links): Promise<void> {
    try {
      this.#tell(addLinks(links, await this.#downloads(), this.#refuse));
    } catch (thrown) {
      const error = fromFailure(toFailure(thrown, 'storage-unavailable'));
      this.#tell({ known: [], refused: links.good.map((text) => ({ text, error })) });
    }
  }

  readonly dismiss = (): void => this.#tell(NOTHING);

  readonly #paste = (event: ClipboardEvent): void => {
    const { clipboardData, defaultPrevented } = event;
    if (!clipboardData || defaultPrevented || takesText(event) || !this.#isOpen()) return;
    if (!this.#host.matches(':focus-within')) return;
    const links = linksOf(clipboardData);
    if (links.good.length + links.bad.length === 0) return;
    event.preventDefault();
    void this.take(links);
  };

  readonly #refuse = (refusal: Refusal): void => {
    this.#tell({ ...this.#toTell, refused: [...this.#toTell.refused, refusal] });
  };

  #tell({ known, refused }: ToTell): void {
    const isNews = known !== this.#toTell.known;
    this.#toTell = { known, refused };
    this.#host.requestUpdate();
    if (isNews && known.length > 0) this.#onKnown(known);
  }
}
