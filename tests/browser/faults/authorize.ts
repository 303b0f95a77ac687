import type { Authorization } from '../../../src/page/options.js';
import { finish, type Outcome, type Scene } from './scene.js';

/** What a page brings when it is asked, one after another; then nothing more. */
export type Grants = readonly (Authorization | 'nothing' | 'fails')[];

interface Desk {
  readonly grants: (Authorization | 'nothing' | 'fails')[];
  readonly asked: string[];
}

declare global {
  interface Window {
    /** By the id of a download. */
    desks?: Record<string, Desk>;
  }
}

/** Downloads with an `authorize` that brings these after refusals, and tells why it was asked. */
export async function finishAuthorized(scene: Scene, grants: Grants): Promise<Outcome> {
  await openDesk(scene, grants);
  const outcome = await finish(scene);
  const asked = await scene.page.evaluate((url) => window.desks?.[url]?.asked ?? [], scene.request.url);
  return { ...outcome, asked };
}

function openDesk({ page, request }: Scene, grants: Grants): Promise<void> {
  return page.evaluate(
    ([url, grants]) => {
      window.desks = { ...window.desks, [url]: { grants: [...grants], asked: [] } };
      window.downloads.configure({
        async authorize({ id }, why) {
          const desk = window.desks?.[id];
          desk?.asked.push(why);
          const grant = why === 'refused' ? desk?.grants.shift() : undefined;
          if (grant === 'fails') throw new Error('nobody is signed in');
          return grant === 'nothing' ? undefined : grant;
        },
      });
    },
    [request.url, grants] as const,
  );
}
