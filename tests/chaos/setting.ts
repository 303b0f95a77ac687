import type { Chance } from './chance.js';
import type { Setting, Version } from './schedule.js';
import { changesShow } from './visibility.js';

const MIB = 2 ** 20;

export function drawSetting(chance: Chance): Setting {
  const versions = drawVersions(chance);
  const size = versions[0]?.size ?? 0;
  const setting: Setting = {
    origin: chance.weighted([
      [40, 'same'],
      [30, 'exposed'],
      [30, 'plain'],
    ] as const),
    validators: chance.weighted([
      [40, 'both'],
      [15, 'etag'],
      [15, 'date'],
      [15, 'weak'],
      [15, 'none'],
    ] as const),
    versions,
    ...(chance.happens(25) && { integrity: chance.integer(0, versions.length - 1) }),
    ...(chance.happens(10) && { chunked: true }),
    ...(chance.happens(10) && { acceptRanges: chance.oneOf(['unsaid', 'unsaid', 'none'] as const) }),
    ...(chance.happens(15) && { redirect: chance.oneOf(['near', 'far'] as const) }),
    ...(chance.happens(75) && { bytesPerSecond: Math.max(256_000, Math.round(size / chance.integer(1, 4))) }),
    ...(chance.happens(20) && { latencyMs: chance.integer(1, 300) }),
  };
  return withVisibleChanges(setting);
}

/** Mostly small ones. */
function drawSize(chance: Chance): number {
  const [least, most] = chance.weighted([
    [40, [MIB, 8 * MIB]],
    [35, [8 * MIB, 16 * MIB]],
    [20, [16 * MIB, 24 * MIB]],
    [5, [0, 1]],
  ] as const);
  return chance.integer(least, most);
}

/** Of one size or of several. */
function drawVersions(chance: Chance): Version[] {
  const size = drawSize(chance);
  const more = chance.weighted([
    [50, 0],
    [35, 1],
    [10, 2],
    [5, 4],
  ] as const);
  const others = Array.from({ length: more }, (_, index) => {
    return { size: chance.happens(50) ? size : drawSize(chance), seed: index + 2 };
  });
  return [{ size, seed: 1 }, ...others];
}

function withVisibleChanges(setting: Setting): Setting {
  return changesShow(setting) ? setting : { ...setting, versions: setting.versions.slice(0, 1) };
}
