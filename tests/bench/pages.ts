/** What a page measured. Milliseconds. */
export interface Told {
  readonly totalMs: number;
  /** How long it was `verifying`, after all bytes were stored. */
  readonly verifyingMs?: number;
  readonly longestTaskMs: number;
}

/**
 * A page that waits for the leave to begin, and tells what it measured or why it failed.
 *
 * @param script has `request`, from the query of the page, and `tell`
 */
function page(script: string): string {
  return `<!doctype html><title>bench</title><link rel="icon" href="data:,"><body><script type="module">
    const { searchParams } = new URL(location);
    const request = JSON.parse(searchParams.get('request'));
    const meeting = searchParams.get('meeting');
    const tell = (what) => fetch(meeting, { method: 'POST', body: JSON.stringify(what) });
    const longestTask = () => {
      let longestTaskMs = 0;
      const seen = (ms) => (longestTaskMs = Math.max(longestTaskMs, ms));
      if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
        const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => seen(duration)));
        observer.observe({ type: 'longtask' });
      } else {
        const periodMs = 10;
        let lastAt = performance.now();
        setInterval(() => {
          const now = performance.now();
          seen(now - lastAt - periodMs);
          lastAt = now;
        }, periodMs);
      }
      return () => longestTaskMs;
    };
    try {
      await fetch(meeting);
      ${script}
    } catch (error) {
      await tell({ failure: String(error) });
    }
  </script>`;
}

/** Downloads it, and shows that as a page of an app does. */
export const DOWNLOAD_PAGE = page(`
  const { openDownloads } = await import('/dist/resumable-download.js');
  const downloads = await openDownloads();
  const download = downloads.get(request);
  const element = document.createElement('resumable-download');
  element.download = download;
  document.body.append(element);
  let verifyingAt;
  download.addEventListener('change', () => {
    if (download.state.status === 'verifying') verifyingAt ??= performance.now();
  });
  const longestTaskMs = longestTask();
  const startedAt = performance.now();
  download.start();
  await download.finished;
  const endedAt = performance.now();
  await tell({
    totalMs: endedAt - startedAt,
    verifyingMs: endedAt - (verifyingAt ?? endedAt),
    longestTaskMs: longestTaskMs(),
  });
`);

const DISCARDING_WORKER = `
  const readAll = async ({ ok, status, body }) => {
    if (!ok) throw new Error('HTTP status ' + status);
    const reader = body.getReader({ mode: 'byob' });
    let buffer = new ArrayBuffer(2 ** 20);
    for (;;) {
      const { value, done } = await reader.read(new Uint8Array(buffer));
      if (done) break;
      buffer = value.buffer;
    }
  };
  const inLanes = async ({ url, lanes, sliceBytes }) => {
    const size = Number((await fetch(url, { method: 'HEAD', cache: 'no-store' })).headers.get('Content-Length'));
    let next = 0;
    const lane = async () => {
      while (next < size) {
        const start = next;
        const share = Math.ceil((size - start) / lanes); // towards the end less, so that all end together
        next += Math.min(sliceBytes, Math.max(2 ** 20, share));
        const headers = { Range: 'bytes=' + start + '-' + (Math.min(next, size) - 1) };
        await readAll(await fetch(url, { headers, cache: 'no-store' }));
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  };
  onmessage = async ({ data }) => {
    try {
      await (data.lanes ? inLanes(data) : fetch(data.url, { cache: 'no-store' }).then(readAll));
      postMessage({});
    } catch (error) {
      postMessage({ failure: String(error) });
    }
  };
`;

/** Fetches as many ranges at once as it is told, or the whole file where it is told of none, and throws the bytes away. */
export const DISCARD_PAGE = page(`
  const source = ${JSON.stringify(DISCARDING_WORKER)};
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  const done = new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => resolve({ failure: message });
  });
  const longestTaskMs = longestTask();
  const startedAt = performance.now();
  worker.postMessage(request);
  const { failure } = await done;
  await tell({ failure, totalMs: performance.now() - startedAt, longestTaskMs: longestTaskMs() });
`);

/** Leaves it to the browser. */
export const LINK_PAGE = page(`
  const link = document.createElement('a');
  link.href = request.url;
  document.body.append(link);
  link.click();
`);
