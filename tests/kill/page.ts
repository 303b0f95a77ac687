export const FILE = '/film.bin';
export const TOLD = '/told';

/** What the page tells the server, as JSON in the query of a request. */
export interface Told {
  readonly life: number;
  /** Once, as soon as the downloads are open: what was known of this one; `null`: nothing. */
  readonly known?: { readonly status: string; readonly storedBytes: number } | null;
  /** Whenever there is more. */
  readonly storedBytes?: number;
  /** At the end. */
  readonly sha256?: string;
  readonly failure?: string;
}

/** Continues what an earlier one has begun, or begins. Nobody presses anything. */
export const PAGE = `<!doctype html><title>kill</title><link rel="icon" href="data:,"><script type="module">
  import { openDownloads } from '/dist/resumable-download.js';
  const life = Number(new URL(location).searchParams.get('life'));
  const tell = (what) =>
    fetch('${TOLD}?' + encodeURIComponent(JSON.stringify({ life, ...what })), { cache: 'no-store' }).catch(() => {});
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  try {
    const downloads = await openDownloads();
    const [known] = downloads.all;
    const { status, storedBytes } = known?.state ?? {};
    tell({ known: known ? { status, storedBytes } : null });
    const download = known ?? downloads.get('${FILE}');
    let told = 0;
    download.addEventListener('change', () => {
      const { storedBytes } = download.state;
      if (storedBytes > told) tell({ storedBytes: (told = storedBytes) });
    });
    if (!known) await download.start();
    await download.finished;
    const file = await download.file();
    tell({ sha256: hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))) });
  } catch (error) {
    tell({ failure: error.code + ': ' + error.message });
  }
</script>`;
