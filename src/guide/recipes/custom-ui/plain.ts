import type { Download } from 'resumable-download';
import { nextStep } from './next-step.js';

/** A bar and a button, drawn anew at each change. */
export function downloadRow(download: Download): HTMLElement {
  const bar = document.createElement('progress');
  const button = document.createElement('button');
  const row = document.createElement('div');
  row.append(bar, button);

  const draw = () => {
    const { storedBytes, totalBytes } = download.state;
    bar.max = totalBytes ?? 1;
    bar.value = storedBytes;
    button.textContent = nextStep(download).label;
  };
  button.addEventListener('click', () => nextStep(download).take());
  download.addEventListener('change', draw);
  draw();
  return row;
}
