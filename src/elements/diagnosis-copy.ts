import type { Download } from '../page/download.js';

/** What became of a press: a text that could not be copied is shown instead, to be copied by hand. */
export type DiagnosisCopy = { readonly isCopied: true } | { readonly isCopied: false; readonly text: string };

/** Must follow a press at once: browsers let a page copy only then. */
export async function copyDiagnosis(download: Download): Promise<DiagnosisCopy> {
  const text = await download.diagnose();
  try {
    await navigator.clipboard.writeText(text); // not there on pages that were not loaded securely
    return { isCopied: true };
  } catch {
    return { isCopied: false, text };
  }
}
