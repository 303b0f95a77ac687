import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { browserMemory, memoryBySecond } from '../browser/process-memory.js';
import { createProfile } from '../kill/disk-browser.js';
import type { Course, Run } from './contender.js';
import { familyCpuSeconds } from './cpu-time.js';
import { openMeeting } from './meeting.js';
import type { Told } from './pages.js';
import { watchThreads } from './thread-times.js';

const PATH = '/bench';
/** The start of a browser is over by then; the memory that it took is given back later. */
const IDLE_MS = { cpu: 3000, threads: 3000, memory: 6000 };
/** A browser that is not there by then will not come. */
const ARRIVAL_MS = 60_000;

/**
 * Opens a page of the benchmark in a browser of its own that nobody watches, and lets it begin once all is quiet.
 *
 * @param html one of the pages
 * @param request what it is given
 * @param untilEnd called as it begins
 */
export async function visit(
  course: Course,
  html: string,
  request: object,
  untilEnd: (told: Promise<Told>) => Promise<Run>,
): Promise<Run> {
  await using meeting = await openMeeting();
  course.pages.page(PATH, { html });
  const query = new URLSearchParams({ request: JSON.stringify(request), meeting: meeting.origin });
  const { certificate } = course.origin;
  const trusting = certificate ? [`--ignore-certificate-errors-spki-list=${certificate.publicKeySha256}`] : [];
  const args = course.program.name === 'chromium' ? [...course.program.args, ...trusting] : course.program.args;
  const profile = await createProfile({ ...course.program, args }, course.directory);
  await prepare(profile.directory, course);
  const browser = profile.open(`${course.pages.origin}${PATH}?${query}`);
  try {
    await Promise.race([meeting.arrived, failLater()]);
    await setTimeout(IDLE_MS[course.watch]);
    return await watch(course, profile.directory, () => {
      meeting.begin();
      return untilEnd(meeting.told.then(parse));
    });
  } finally {
    await browser.kill();
    await profile.delete();
  }
}

async function failLater(): Promise<never> {
  await setTimeout(ARRIVAL_MS, undefined, { ref: false });
  throw new Error(`No page after ${ARRIVAL_MS} ms`);
}

function parse(json: string): Told {
  const { failure, ...told }: Told & { failure?: string } = JSON.parse(json);
  if (failure) throw new Error(failure);
  return told;
}

async function watch({ watch }: Course, profile: string, during: () => Promise<Run>): Promise<Run> {
  if (process.platform !== 'linux') return during();
  if (watch === 'cpu') {
    const before = await familyCpuSeconds(profile);
    const run = await during();
    return { ...run, cpuSeconds: (await familyCpuSeconds(profile)) - before };
  }
  if (watch === 'threads') {
    const [run, threadSeconds] = await watchThreads(profile, during);
    return { ...run, threadSeconds };
  }
  const idle = await browserMemory(profile);
  let run: Run | undefined;
  const bySecond = await memoryBySecond(profile, async () => {
    run = await during();
  });
  if (!run) throw new Error('It has not run');
  return { ...run, memoryBySecond: bySecond.map((bytes) => bytes - idle) };
}

/** Lets the browser save without a question, and trust the certificate of the origin. */
async function prepare(profile: string, { program, origin, directory }: Course): Promise<void> {
  if (program.name === 'chromium') {
    const preferences = {
      download: { default_directory: directory, prompt_for_download: false, directory_upgrade: true },
      safebrowsing: { enabled: false },
    };
    await mkdir(join(profile, 'Default'));
    await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
    return;
  }
  const preferences = {
    'browser.download.folderList': 2, // the directory that follows
    'browser.download.dir': directory,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.safebrowsing.downloads.enabled': false,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `\nuser_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await appendFile(join(profile, 'user.js'), lines.join(''));
  if (!origin.certificate) return;
  const { host } = new URL(origin.url);
  const sha256 = 'OID.2.16.840.1.101.3.4.2.1';
  const trusted = [`${host}:`, sha256, origin.certificate.sha256Fingerprint, ''].join('\t');
  await writeFile(join(profile, 'cert_override.txt'), `${trusted}\n`);
}
