import { play } from '../kill/play.js';
import { TEARS, tearLedger } from '../kill/tear.js';
import { expect, MIB, test } from './fixtures.js';

test.skip(process.platform === 'win32', 'There are no process groups to kill');

test('records whose files on disk are cut, garbled or missing are found again beside the files', async ({
  playwright,
  server,
  browserName,
  launchOptions,
}) => {
  test.setTimeout(240_000);
  if (browserName === 'webkit') throw new Error('It has no profile on disk');
  const { executablePath: executable = playwright[browserName].executablePath(), args = [] } = launchOptions;
  const kills = TEARS.map(() => ({ after: 'bytes', bytes: MIB / 2, ms: 200 }) as const);
  const torn: number[] = [];
  const report = await play(
    { seed: 1, size: 4 * MIB, bytesPerSecond: 1e6, kills },
    { name: browserName, executable, args },
    server,
    async (profile) => torn.push(await tearLedger(profile, TEARS[torn.length] ?? 'cut')),
  );
  expect(torn.map((files) => files > 0)).toEqual([true, true, true]);
  for (const { told, recorded } of report.kills) if (told > 0) expect(recorded).toBeGreaterThan(0);
  expect(report.failure).toBeUndefined();
  expect(report.isRight).toBe(true);
});
