import { setTimeout } from 'node:timers/promises';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { bytesAgainPerKill } from './bound.js';
import { type BrowserProgram, createProfile, type Profile } from './disk-browser.js';
import { FILE, PAGE, TOLD, type Told } from './page.js';
import type { KillMoment, KillPlan } from './plan.js';

const POLL_MS = 5;
/** A browser that gets nowhere for so long will not. */
const PATIENCE_MS = 60_000;

/** What one kill found, in bytes of the file. */
export interface Kill {
  /** Sent by then. */
  readonly sent: number;
  /** Told as stored by then. */
  readonly told: number;
  /** What the next page found recorded. */
  readonly recorded: number;
}

export interface KillReport {
  readonly plan: KillPlan;
  readonly isRight: boolean;
  readonly failure: string | undefined;
  readonly kills: readonly Kill[];
  readonly sentTwice: number;
  /** What one kill may cost. */
  readonly bound: number;
  readonly seconds: number;
}

/** Downloads the file of a plan, kills the browser as often as it says, and lets the next one go on. */
export async function play(
  plan: KillPlan,
  program: BrowserProgram,
  server: RangeServer,
  afterKill: (profile: string) => Promise<unknown> = async () => {},
): Promise<KillReport> {
  const startedAt = performance.now();
  const content = { size: plan.size, seed: plan.seed };
  server.page('/', { html: PAGE });
  server.page(TOLD, { html: '' });
  server.serve(FILE, { ...content, bytesPerSecond: plan.bytesPerSecond });
  const profile = await createProfile(program);
  const sent = await live(plan.kills, profile, server, afterKill).finally(() => profile.delete());
  const told = toldTo(server);
  return {
    plan,
    isRight: told.some(({ sha256 }) => sha256 !== undefined) && allAreRight(told, await sha256Hex(content)),
    failure: told.find(({ failure }) => failure !== undefined)?.failure,
    kills: sent.map((bytes, life) => ({ sent: bytes, told: mostStored(told, life), recorded: foundAfter(told, life) })),
    sentTwice: server.log.bytesSentTwice(FILE),
    bound: bytesAgainPerKill(plan.bytesPerSecond),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

/** One browser after the other. Returns how much of the file had been sent when each but the last was killed. */
async function live(
  kills: readonly KillMoment[],
  profile: Profile,
  server: RangeServer,
  afterKill: (profile: string) => Promise<unknown>,
): Promise<number[]> {
  const sent: number[] = [];
  for (let life = 0; ; life++) {
    const browser = profile.open(`${server.origin}/?life=${life}`);
    const isOver = await untilKillOrEnd(kills[life], life, server).finally(() => browser.kill());
    if (isOver) return sent;
    await afterKill(profile.directory);
    sent.push(server.log.bytesSent(FILE) - server.log.bytesSentTwice(FILE));
  }
}

/** Whether the end came first. Without a moment, only that can come. */
async function untilKillOrEnd(moment: KillMoment | undefined, life: number, server: RangeServer): Promise<boolean> {
  const startedAt = performance.now();
  const sentBefore = server.log.bytesSent(FILE);
  const isEnd = () => toldTo(server).some((told) => told.life === life && (told.sha256 ?? told.failure) !== undefined);
  const isMoment = () => {
    if (moment?.after === 'start') return performance.now() - startedAt >= moment.ms;
    return moment !== undefined && server.log.bytesSent(FILE) - sentBefore >= moment.bytes;
  };
  while (!isMoment()) {
    if (isEnd()) return true;
    if (performance.now() - startedAt > PATIENCE_MS) return true;
    await setTimeout(POLL_MS);
  }
  if (moment?.after === 'bytes') await setTimeout(moment.ms);
  return false;
}

function toldTo(server: RangeServer): Told[] {
  return server.log.requests(TOLD).map(({ query }) => JSON.parse(decodeURIComponent(query.slice(1))));
}

function allAreRight(told: readonly Told[], sha256: string): boolean {
  return told.every((one) => one.sha256 === undefined || one.sha256 === sha256);
}

function mostStored(told: readonly Told[], life: number): number {
  return Math.max(0, ...told.filter((one) => one.life <= life).map(({ storedBytes = 0 }) => storedBytes));
}

function foundAfter(told: readonly Told[], life: number): number {
  const next = told.find((one) => one.life > life && one.known !== undefined);
  return next?.known?.storedBytes ?? 0;
}
