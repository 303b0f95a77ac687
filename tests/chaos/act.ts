import { setTimeout } from 'node:timers/promises';
import { isLoginPage } from './fault-menu.js';
import type { FileHost } from './file-host.js';
import type { Act, PersonAct, Schedule, ServerAct, Trigger } from './schedule.js';
import type { Tab } from './tab.js';
import { hasDigest } from './visibility.js';
import type { Watch } from './watch.js';

/** Who takes part in playing a schedule. */
export interface Scene {
  readonly schedule: Schedule;
  readonly host: FileHost;
  readonly tab: Tab;
  readonly watch: Watch;
}

const TRIGGER_PATIENCE_MS = 1500;

/** Returns when it is time, when it has become settled, or when it takes too long. */
export async function untilDue({ unit, count }: Trigger, { host, watch }: Scene): Promise<void> {
  const already = { requests: host.requests().length, bytesSent: host.bytesSent() };
  const isDue = () => {
    switch (unit) {
      case 'bytesSent':
        return host.bytesSent() >= already.bytesSent + count;
      case 'requests':
        return host.requests().length >= already.requests + count;
      case 'bytesStored':
        return (watch.state?.storedBytes ?? 0) >= count;
      case 'ms':
        return false;
    }
  };
  await watch.until(isDue, unit === 'ms' ? count : TRIGGER_PATIENCE_MS);
}

export async function perform(act: Act, scene: Scene): Promise<void> {
  if (isOfServer(act)) await serverActs(act, scene);
  else await personActs(act, scene);
}

function isOfServer(act: Act): act is ServerAct {
  return act.kind === 'serve' || act.kind === 'cut' || act.kind === 'away';
}

async function serverActs(act: ServerAct, { schedule, host, watch }: Scene): Promise<void> {
  switch (act.kind) {
    case 'serve': {
      // Before anything is known of a file, a login page is one.
      const isFair = watch.knowsFile || hasDigest(schedule.setting);
      return host.serve({ ...act, faults: act.faults.filter((fault) => isFair || !isLoginPage(fault)) });
    }
    case 'cut':
      return host.cut();
    case 'away':
      await host.leave();
      await setTimeout(act.forMs);
      return host.comeBack();
  }
}

async function personActs(act: PersonAct, { host, tab, watch }: Scene): Promise<void> {
  // What nothing is stored of is begun anew without its record.
  if (act.kind !== 'attend') watch.begin(act.kind === 'restart' || act.kind === 'lose');
  switch (act.kind) {
    case 'pause':
      await tab.pause();
      await setTimeout(act.forMs);
      return tab.start();
    case 'reload':
      return tab.reload();
    case 'restart':
      await tab.remove();
      return tab.start();
    case 'lose':
      await tab.loseRecords();
      return tab.start();
    case 'reopen':
      return tab.reopen();
    case 'handOver':
      return tab.handOver();
    case 'offline':
      return tab.goOffline(act.forMs, () => host.cut());
    case 'attend':
      return tab.attend(act.event);
  }
}
