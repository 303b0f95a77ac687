import type { DownloadErrorCode, DownloadRequest } from '../../../src/elements.js';
import { contentSize, type FileContent } from '../../range-server/content.js';
import { sha256Hex } from '../../range-server/digest.js';
import type { ServedFile } from '../../range-server/representation.js';
import { expect, openApp } from '../fixtures.js';
import { beside, finish, finishedFile, hurry, type Outcome, requestsOf, type Scene, serve } from './scene.js';
import { type Stage, test, VIEWS, type View } from './stage.js';

type Expected = { readonly [Key in keyof Outcome]?: Outcome[Key] | ReturnType<typeof expect.anything> };

/** What a server does, and how a download from it has to end. */
export interface FaultCase {
  /** What is promised, as a sentence. */
  readonly title: string;
  /** Whose test, bug report or standard knows the case. */
  readonly source: string;
  readonly file: ServedFile;
  /** What else is served in its directory, by name. */
  readonly besides?: Readonly<Record<string, ServedFile>>;
  /** Default: all. */
  readonly views?: readonly View[];
  readonly request?: Omit<DownloadRequest, 'url'>;
  /** Default `complete`: the right file. */
  readonly ends?: 'complete' | DownloadErrorCode;
  /** What the right file is. Default: what is served at first. */
  readonly content?: FileContent;
  /** What else is true of the end. */
  readonly outcome?: Expected | ((view: View) => Expected);
  readonly check?: (scene: Scene, outcome: Outcome) => void;
  /** What happens until the end, where it is more than waiting. */
  readonly play?: (scene: Scene) => Promise<Outcome>;
  /** Nobody cuts the engine's waits short. */
  readonly unhurried?: true;
}

let casesSoFar = 0; // each has a path of its own: nothing of one can reach another

export function specify(section: string, cases: readonly FaultCase[]): void {
  test.describe(section, () => {
    test.describe.configure({ timeout: 30_000 });
    for (const fault of cases) {
      test(`${fault.title} (${fault.source})`, async ({ stage }) => {
        await openApp(stage.page, stage.servers['same-origin']);
        if (!fault.unhurried) await hurry(stage.page);
        await perform(fault, stage);
        await stage.page.evaluate(() => window.downloads.clear());
        expect(stage.uncaughtErrors.splice(0)).toEqual([]);
      });
    }
  });
}

async function perform(fault: FaultCase, stage: Stage): Promise<void> {
  casesSoFar += 1;
  const { views = VIEWS, play = finish } = fault;
  const scenes = views.map((view) => openScene(fault, stage, view));
  const outcomes = await Promise.all(scenes.map(play));
  for (const [index, scene] of scenes.entries()) {
    const outcome = outcomes[index];
    if (outcome) await test.step(scene.view, () => verify(fault, scene, outcome));
  }
}

function openScene({ file, besides = {}, request }: FaultCase, { page, servers }: Stage, view: View): Scene {
  const server = servers[view];
  const elsewhere = servers[view === 'exposed' ? 'hidden' : 'exposed'];
  const path = `/${casesSoFar}/film.bin`;
  const scene = { page, server, elsewhere, view, path, request: { url: server.origin + path, ...request } };
  serve(scene, file);
  for (const [name, other] of Object.entries(besides)) serve(scene, other, beside(scene, name));
  return scene;
}

async function verify(fault: FaultCase, scene: Scene, outcome: Outcome): Promise<void> {
  const { ends = 'complete', content = fault.file, check } = fault;
  const expected = typeof fault.outcome === 'function' ? fault.outcome(scene.view) : fault.outcome;
  expect(outcome, scene.view).toMatchObject({ ...endOf(ends, content), ...expected });
  if (ends === 'complete') {
    const right = { name: outcome.name, sha256: await sha256Hex(content) };
    expect(await finishedFile(scene), `${scene.view}, ${outcome.mode}`).toEqual(right);
  }
  if (!fault.request?.headers) expect(preflights(scene), 'no preflight').toEqual([]);
  check?.(scene, outcome);
}

function endOf(ends: 'complete' | DownloadErrorCode, content: FileContent): Expected {
  if (ends !== 'complete') return { status: 'failed', code: ends };
  const size = contentSize(content);
  return { status: 'complete', code: undefined, message: undefined, storedBytes: size, totalBytes: size };
}

function preflights({ server, path }: Scene): unknown[] {
  return server.log.requests(path).filter(({ method }) => method === 'OPTIONS');
}

/** What is stored never becomes less. */
export function neverLoses({ view }: Scene, { storedSteps }: Outcome): void {
  expect(storedSteps, view).toEqual(storedSteps.toSorted((one, other) => one - other));
}

export function expectRequests(scene: Scene, most: number): void {
  expect(requestsOf(scene).length, scene.view).toBeLessThanOrEqual(most);
}
