import type { Exchange } from '../core/exchange.js';
import type { DownloadRecord } from '../storage/record.js';

/** What this tab last heard of a download, besides where it stands. */
export class LastKnown {
  /** As it was last read; `undefined`: there is none, as far as this tab knows. */
  record: DownloadRecord | undefined;
  /** What the server calls it. */
  serverName: string | undefined;
  /** What the last run has asked and was answered. */
  exchanges: readonly Exchange[] = [];

  constructor(record: DownloadRecord | undefined) {
    this.record = record;
    this.serverName = record?.serverName;
  }

  /** What a worker or another tab tells; what it leaves out stays. */
  hear({
    serverName,
    exchanges,
  }: {
    serverName?: string | undefined;
    exchanges?: readonly Exchange[] | undefined;
  }): void {
    this.serverName = serverName ?? this.serverName;
    this.exchanges = exchanges ?? this.exchanges;
  }

  /** What the ledger says may be news: the worker's last report may come later than its end. */
  recall(record: DownloadRecord): void {
    this.record = record;
    this.hear(record);
  }

  forget(): void {
    this.record = undefined;
    this.serverName = undefined;
  }
}
