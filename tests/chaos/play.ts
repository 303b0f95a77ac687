import type { Page } from '@playwright/test';
import { sha256Hex, sha256Integrity } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { perform, type Scene, untilDue } from './act.js';
import { FileHost } from './file-host.js';
import type { Asked } from './request-bound.js';
import type { Schedule } from './schedule.js';
import { Tab } from './tab.js';
import { Hang, Watch } from './watch.js';

/** What came of a schedule. */
export interface Verdict {
  /** How it ended, with each failure on the way. */
  readonly outcome: string;
  /** What should never be; none if all is well. */
  readonly violations: readonly string[];
  readonly statuses: readonly string[];
  /** How many steps were taken before it had ended. */
  readonly steps: number;
  readonly asked: Asked;
  /** Of the requests that can be explained, the part that was sent. */
  readonly greatestShare: number;
  readonly ms: number;
}

/** How long faults that are left at the end may last. */
const LINGER_MS = 4000;
const PATIENT_LINGER_MS = 60_000;
const BARREN_MS = 15_000;
const QUIET_MS = 1000;
/** Without faults, on a machine that may be slow. */
const RECOVERY_MS = 60_000;
/** Of presses on Retry without faults: one for what was stored of a lie, one from zero. */
const PRESSES = 3;

/** @param app the server of the page; has the built modules */
export async function play(schedule: Schedule, page: Page, app: RangeServer): Promise<Verdict> {
  const startedMs = performance.now();
  const { setting, opening } = schedule;
  const host = await FileHost.open(setting, opening, app);
  try {
    const tab = new Tab(page, app, { id: 'film', url: host.url, ...(await integrityOf(schedule)) });
    const watch = new Watch(tab, host, schedule);
    const outcome = await act({ schedule, host, tab, watch });
    for (const message of tab.uncaught) watch.violations.add(`uncaught: ${message}`);
    return {
      outcome,
      violations: [...watch.violations],
      statuses: [...watch.statuses],
      steps: watch.steps,
      asked: host.asked(),
      greatestShare: watch.effort.greatestShare,
      ms: performance.now() - startedMs,
    };
  } finally {
    await host.close(app);
  }
}

async function act(scene: Scene): Promise<string> {
  const { tab, watch } = scene;
  const ends: string[] = [];
  try {
    await tab.open();
    await tab.start();
    await playSteps(scene, ends);
    await linger(scene);
    scene.host.calm();
    await recover(scene, ends);
  } catch (error) {
    if (!(error instanceof Hang)) throw error;
    watch.violations.add(error.message);
    ends.push('hang');
  }
  return ends.join(', then ');
}

async function playSteps(scene: Scene, ends: string[]): Promise<void> {
  const { schedule, watch } = scene;
  let retries = schedule.retries;
  for (const { when, act } of schedule.steps) {
    await untilDue(when, scene);
    if (watch.state?.status === 'complete') return;
    if (watch.state?.status === 'failed') {
      if (retries === 0) return;
      retries -= 1;
      await retry(scene, ends);
    }
    await perform(act, scene);
    watch.steps += 1;
  }
}

/** The last faults are given the time to do what they can. */
async function linger({ schedule, watch }: Scene): Promise<void> {
  const limitMs = schedule.patient ? PATIENT_LINGER_MS : LINGER_MS;
  await watch.until(() => false, limitMs);
  // What gets nowhere must give up by itself.
  await watch.until(() => watch.effort.waits < 3, BARREN_MS);
  // What is silent is being watched by the engine, and that is what we are here to see.
  await watch.until(() => watch.state?.status === 'waiting' || watch.quietMs < QUIET_MS, Number.POSITIVE_INFINITY);
}

/** Without faults it must be completed by no more than presses on Retry. */
async function recover(scene: Scene, ends: string[]): Promise<void> {
  const { watch } = scene;
  for (let presses = 0; presses <= PRESSES; presses++) {
    await watch.until(() => false, RECOVERY_MS);
    if (watch.state?.status === 'complete') return verify(scene, ends);
    if (!watch.isSettled) throw new Hang(`${watch.state?.status} long after all faults are gone`);
    if (presses > 0 && !isFairWithoutFaults(scene)) {
      watch.violations.add(`failed without faults: ${watch.state?.code} (${watch.state?.message})`);
    }
    if (presses < PRESSES) await retry(scene, ends);
    else ends.push(`failed ${watch.state?.code}`);
  }
  if (watch.state?.code !== 'integrity' || !integrityIsGone(scene)) watch.violations.add('no Retry helps');
}

/** A change that was not noticed before, or a lie that was stored. */
function isFairWithoutFaults({ watch }: Scene): boolean {
  return watch.state?.code === 'changed' || watch.state?.code === 'integrity';
}

function integrityIsGone({ schedule, host }: Scene): boolean {
  const { integrity, versions } = schedule.setting;
  return integrity !== undefined && versions[integrity] !== host.version;
}

async function retry({ tab, watch }: Scene, ends: string[]): Promise<void> {
  ends.push(`failed ${watch.state?.code}`);
  watch.begin();
  await tab.start();
}

async function verify({ schedule, tab, watch }: Scene, ends: string[]): Promise<void> {
  const { versions, integrity } = schedule.setting;
  const right = integrity === undefined ? versions : versions.slice(integrity, integrity + 1);
  const digests = await Promise.all(right.map(sha256Hex));
  const digest = await tab.digest();
  if (!digests.includes(digest)) watch.violations.add('complete with bytes that the server never had together');
  ends.push('complete');
}

async function integrityOf({ setting: { versions, integrity } }: Schedule): Promise<{ integrity?: string }> {
  const version = integrity === undefined ? undefined : versions[integrity];
  return version ? { integrity: await sha256Integrity(version) } : {};
}
