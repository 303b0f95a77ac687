/** Version of everything that outlives a page or is shared between tabs: another one meets none of ours. */
const SCHEMA = 1;

const PREFIX = `resumable-download-${SCHEMA}`;

/** Names, one set for each namespace, so that users or apps of one origin never meet. */
export function namesOf(namespace: string) {
  const own = encodeURIComponent(namespace);
  return {
    database: `${PREFIX}/${own}`,
    /** The database with the files where the origin private file system is refused. No namespace has a `/` in its name here. */
    chunks: `${PREFIX}/${own}/chunks`,
    /** Directories of the origin private file system, outermost first. Never empty, `.` or `..`. */
    directories: [PREFIX, `files-${own}`],
    /** The Web Lock that the owner of a download holds while it may touch its file. */
    lock: (id: string) => `${PREFIX}/${own}/${id}`,
    channel: `${PREFIX}/${own}`,
    /** What the keys in `localStorage` begin with. */
    lastWishes: `${PREFIX}/${own}/last-wish/`,
  };
}
