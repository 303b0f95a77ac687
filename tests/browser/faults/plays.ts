/** What may happen while a download runs. */
import type { FileOptions, ServedFile } from '../../range-server/representation.js';
import { expect, MIB } from '../fixtures.js';
import { BELIEVED_BYTES } from './films.js';
import { ending, finish, type Outcome, pause, requestsOf, type Scene, serve, start, untilStored } from './scene.js';

type Play = (scene: Scene) => Promise<Outcome>;

/** In the middle another file takes the place of the first, and the connections break. */
export function replacedBy(file: ServedFile): Play {
  return async (scene) => {
    await start(scene);
    await untilStored(scene, 1.5 * MIB);
    replace(scene, file);
    return ending(scene);
  };
}

/** It is paused in the middle, and continued when another file, or the same once more, is served. */
export function pausedUntil(file: ServedFile): Play {
  return async (scene) => {
    await start(scene);
    await untilStored(scene, 1.5 * MIB);
    await pause(scene);
    serve(scene, file);
    return finish(scene);
  };
}

/** It fails, and is tried again when another file, or the same once more, is served. */
export function retriedWith(file: ServedFile): Play {
  return async (scene) => {
    const failed = await finish(scene);
    expect(failed.status).toBe('failed');
    serve(scene, file);
    return finish(scene);
  };
}

/** Each time that some of it has come the file is another one. */
export function alwaysReplaced(options: FileOptions): Play {
  return async (scene) => {
    let ended = false;
    await start(scene);
    const outcome = ending(scene).finally(() => {
      ended = true;
    });
    let earlier = 0;
    for (let seed = 100; !ended; seed++) {
      await untilBelieved(scene, earlier, () => ended);
      replace(scene, { ...options, size: 10 * MIB, seed });
      earlier = requestsOf(scene).length;
    }
    return outcome;
  };
}

export function replace(scene: Scene, file: ServedFile): void {
  serve(scene, file);
  scene.server.cut(scene.path);
}

/** Until much was read of one answer, which only happens to one that is believed. The `earlier` requests don't count. */
export async function untilBelieved(scene: Scene, earlier: number, orElse = () => false): Promise<void> {
  const isBelieved = () =>
    requestsOf(scene)
      .slice(earlier)
      .some(({ bodyBytesSent }) => bodyBytesSent > BELIEVED_BYTES);
  await expect.poll(() => isBelieved() || orElse(), { intervals: [20], timeout: 20_000 }).toBe(true);
}
