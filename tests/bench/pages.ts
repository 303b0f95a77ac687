/** What a page measured, as JSON in the query of a request to the address that its own query names. Milliseconds. */
export interface Timing {
  readonly totalMs: number;
  /** How long it was `verifying`, after all bytes were stored. */
  readonly verifyingMs: number;
  /** The longest task of the page's thread. */
  readonly longestTaskMs: number;
}

function page(script: string): string {
  return `<!doctype html><title>bench</title><link rel="icon" href="data:,"><script type="module">
    const { searchParams } = new URL(location);
    const request = JSON.parse(searchParams.get('request'));
    let longestTaskMs = 0;
    try {
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
      }).observe({ type: 'longtask' });
    } catch {} // Firefox does not tell
    const tell = (what) =>
      fetch(searchParams.get('tell') + '?' + encodeURIComponent(JSON.stringify({ longestTaskMs, ...what })), { mode: 'no-cors' });
    try {
      ${script}
    } catch (error) {
      await tell({ failure: String(error) });
    }
  </script>`;
}

/** Downloads it. */
export const DOWNLOAD_PAGE = page(`
  const { openDownloads } = await import('/dist/resumable-download.js');
  const downloads = await openDownloads();
  const download = downloads.get(request);
  let verifyingAt;
  download.addEventListener('change', () => {
    if (download.state.status === 'verifying') verifyingAt ??= performance.now();
  });
  const startedAt = performance.now();
  download.start();
  await download.finished;
  const endedAt = performance.now();
  await tell({ totalMs: endedAt - startedAt, verifyingMs: endedAt - (verifyingAt ?? endedAt) });
`);

const DISCARDING_WORKER = `
  onmessage = async ({ data: { url, lanes, sliceBytes } }) => {
    const size = Number((await fetch(url, { method: 'HEAD' })).headers.get('Content-Length'));
    let next = 0;
    const lane = async () => {
      let buffer = new ArrayBuffer(2 ** 20);
      while (next < size) {
        const start = next;
        next += sliceBytes;
        const headers = { Range: 'bytes=' + start + '-' + (Math.min(next, size) - 1) };
        const { body } = await fetch(url, { headers, cache: 'no-store' });
        const reader = body.getReader({ mode: 'byob' });
        for (;;) {
          const { value, done } = await reader.read(new Uint8Array(buffer));
          if (value) buffer = value.buffer;
          if (done) break;
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    postMessage('done');
  };
`;

/** Fetches as many ranges at once, in a worker, and throws the bytes away: what is possible at all. */
export const DISCARD_PAGE = page(`
  const source = ${JSON.stringify(DISCARDING_WORKER)};
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  const done = new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = reject;
  });
  const startedAt = performance.now();
  worker.postMessage({ lanes: 5, sliceBytes: 16 * 2 ** 20, ...request, url: new URL(request.url, location).href });
  await done;
  await tell({ totalMs: performance.now() - startedAt, verifyingMs: 0 });
`);
