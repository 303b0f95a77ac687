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

/** Downloads it, and shows that as a page of an app does, unless it `isUnseen`. A person presses what is drawn already. */
export const DOWNLOAD_PAGE = page(`
  const { openDownloads } = await import('/dist/resumable-download.js');
  const { isUnseen, ...wanted } = request;
  const downloads = await openDownloads();
  const download = downloads.get(wanted);
  const element = document.createElement('resumable-download');
  element.download = download;
  if (!isUnseen) document.body.append(element);
  for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
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

/** Fetches in lanes, or all at once where it is told of none. Throws the bytes away, or writes them and flushes at the end. */
const BARE_WORKER = `
  const HELD_BYTES = 2 ** 20; // as much at once as the library writes
  const openFile = async () => {
    const directory = await navigator.storage.getDirectory();
    const handle = await directory.getFileHandle('bare', { create: true });
    return handle.createSyncAccessHandle();
  };
  const readAll = async ({ ok, status, body }, file, start) => {
    if (!ok) throw new Error('HTTP status ' + status);
    const reader = body.getReader({ mode: 'byob' });
    const held = new Uint8Array(file ? HELD_BYTES : 0);
    let heldBytes = 0;
    let at = start;
    const write = (bytes) => {
      file.write(bytes, { at });
      at += bytes.byteLength;
    };
    const drain = () => {
      write(held.subarray(0, heldBytes));
      heldBytes = 0;
    };
    let buffer = new ArrayBuffer(2 ** 20);
    for (;;) {
      const { value, done } = await reader.read(new Uint8Array(buffer));
      if (value) buffer = value.buffer;
      if (done) break;
      if (!file) continue;
      if (heldBytes + value.byteLength > HELD_BYTES) drain();
      held.set(value, heldBytes);
      heldBytes += value.byteLength;
    }
    if (file) drain();
  };
  const inLanes = async ({ url, lanes, sliceBytes }, file) => {
    const size = Number((await fetch(url, { method: 'HEAD', cache: 'no-store' })).headers.get('Content-Length'));
    let next = 0;
    const lane = async () => {
      while (next < size) {
        const start = next;
        const share = Math.ceil((size - start) / lanes); // towards the end less, so that all end together
        next += Math.min(sliceBytes, Math.max(2 ** 20, share));
        const headers = { Range: 'bytes=' + start + '-' + (Math.min(next, size) - 1) };
        await readAll(await fetch(url, { headers, cache: 'no-store' }), file, start);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  };
  onmessage = async ({ data }) => {
    try {
      const file = data.isWritten ? await openFile() : undefined;
      await (data.lanes ? inLanes(data, file) : fetch(data.url, { cache: 'no-store' }).then((it) => readAll(it, file, 0)));
      file?.flush();
      file?.close();
      postMessage({});
    } catch (error) {
      postMessage({ failure: String(error) });
    }
  };
`;

/** Fetches as many ranges at once as it is told, or the whole file where it is told of none, and keeps the bytes or not. */
export const BARE_PAGE = page(`
  const source = ${JSON.stringify(BARE_WORKER)};
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
