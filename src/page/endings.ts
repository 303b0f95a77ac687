import { DownloadError, type Failure, fromFailure, toFailure } from '../core/errors.js';
import type { DownloadFacts } from '../core/state.js';
import { UNKNOWN } from '../core/transition.js';
import { type DownloadRecord, factsOf } from '../storage/record.js';
import type { Ending } from '../worker/protocol.js';
import type { Download } from './download.js';
import type { Engine } from './engine.js';
import type { LastKnown } from './last-known.js';
import { loadLate } from './load-late.js';
import type { Ownership } from './ownership.js';
import type { Standing } from './standing.js';

/** Where an end shows. */
export interface EndingsParts {
  readonly engine: Engine;
  readonly known: LastKnown;
  readonly standing: Standing;
  readonly ownership: Ownership;
}

/** The ends that a download comes to: of each, what is recorded, what is shown, and what other tabs are told. */
export class Endings {
  readonly #download: Download;
  readonly #engine: Engine;
  readonly #known: LastKnown;
  readonly #standing: Standing;
  readonly #ownership: Ownership;
  #isRemoving = false;

  constructor(download: Download, { engine, known, standing, ownership }: EndingsParts) {
    this.#download = download;
    this.#engine = engine;
    this.#known = known;
    this.#standing = standing;
    this.#ownership = ownership;
  }

  /** That of a run, while its turn still lasts. Never rejects. */
  async settle(ending: Ending): Promise<void> {
    const wasOwner = this.#ownership.leave();
    if (this.#isRemoving) return; // what is told next is that nothing is left of it
    try {
      await this.#settle(ending, wasOwner);
    } catch (error) {
      // What went wrong first says more: on a full disk the records cannot be reached either.
      this.failed(typeof ending === 'object' ? ending : toFailure(error));
    }
  }

  /**
   * Deletes its bytes and its record.
   *
   * @param halt ends what this tab runs of it
   */
  async remove(halt: () => Promise<void>): Promise<void> {
    this.#isRemoving = true;
    try {
      const buried = await this.#bury(halt);
      this.#tellOthers();
      await halt();
      if (buried) await this.#engine.finishRemoval(buried);
    } catch (error) {
      await halt();
      if (this.#known.record) throw error; // else nothing could be stored in the first place
    } finally {
      this.#isRemoving = false;
    }
    this.#forget();
  }

  /** Another tab has removed it, and may not have lived to finish. */
  async removed(buried: DownloadRecord | undefined): Promise<void> {
    if (buried) await this.#engine.finishRemoval(buried);
    this.#forget();
  }

  /** The browser has dropped its bytes. */
  async lost(): Promise<DownloadError> {
    const { recordLoss } = await loadLate();
    return this.failed(await recordLoss(this.#engine, this.#download), UNKNOWN);
  }

  failed(failure: Failure, facts: Partial<DownloadFacts> = {}): DownloadError {
    const error = fromFailure(failure);
    if (failure.code === 'storage-full') this.#engine.isShortOfRoom = true;
    this.#standing.apply({ to: { status: 'failed', error }, facts });
    return error;
  }

  async #settle(ending: Ending, wasOwner: boolean): Promise<void> {
    if (!wasOwner && typeof ending === 'object' && (await this.#settleUnable(ending))) return;
    // The owner has recorded how it ended, if it could.
    const outcome = ending === 'paused' ? undefined : ending;
    const isFull = typeof outcome === 'object' && outcome.code === 'storage-full';
    const record = await this.#engine.ledger.update(this.#download.id, (record) =>
      record && outcome && !record.outcome && !isFull ? { ...record, outcome } : undefined,
    );
    if (!record && typeof outcome === 'object' && isOfLoss(outcome)) return this.#settleForgotten(outcome);
    if (!record || record.removed) return this.removed(record);
    this.#known.recall(record);
    const facts = factsOf(record);
    if (typeof ending === 'object') this.failed(ending, facts);
    else this.#standing.apply({ to: { status: ending }, facts });
    if (wasOwner) this.#tellOthers();
  }

  /** Nothing is recorded of it, or it would end in the tabs that can run it, too. `false`: it is another's end that is told. */
  async #settleUnable(failure: Failure): Promise<boolean> {
    const { id } = this.#download;
    const record = await this.#engine.ledger.get(id);
    if (!record || record.removed || record.outcome) return false;
    this.#known.recall(record);
    this.#ownership.inability = failure;
    this.#tellOthers();
    const { isTakenUp } = await loadLate();
    if (await isTakenUp(this.#engine.namespace, id)) this.#ownership.follow();
    else this.failed(failure, factsOf(record));
    return true;
  }

  /** Nobody has removed it, and yet its record is gone: now its file is nobody's, and else the next page deletes it. */
  async #settleForgotten(failure: Failure): Promise<void> {
    const { record } = this.#known;
    if (record) await this.#deleteFile(record).catch(() => {});
    this.failed({ ...failure, code: 'storage-lost' }, UNKNOWN);
  }

  /**
   * On a full disk its bytes go first, which makes the room to record that. A crash in between leaves a record without
   * its bytes, of which nothing is taken for stored.
   */
  async #bury(halt: () => Promise<void>): Promise<DownloadRecord | undefined> {
    const { record } = this.#known;
    if (record && this.#engine.isShortOfRoom) {
      await halt();
      await (await loadLate()).deleteFirst(this.#engine, record);
    }
    return this.#engine.ledger.update(this.#download.id, (before) => before && { ...before, removed: true });
  }

  async #deleteFile({ file }: DownloadRecord): Promise<void> {
    const { deleteFile } = await loadLate();
    await deleteFile(this.#engine.namespace, file);
  }

  #forget(): void {
    const wasKnown = this.#known.record !== undefined;
    this.#known.forget();
    this.#standing.apply({ to: { status: 'removed' }, facts: UNKNOWN });
    this.#standing.removed(removedError(this.#download.name));
    if (wasKnown) this.#engine.announce('remove', this.#download);
  }

  #tellOthers(): void {
    this.#engine.otherTabs.tell({ kind: 'record', id: this.#download.id });
  }
}

export function removedError(name: string): DownloadError {
  return new DownloadError('removed', `${name} was removed.`);
}

/** Whether it explains, or comes of it, that a record is gone which nobody has removed. */
function isOfLoss({ code }: Failure): boolean {
  return code === 'storage-lost' || code === 'internal';
}
