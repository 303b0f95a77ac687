import 'resumable-download/elements';

const status = document.querySelector('#status') as HTMLOutputElement;

// They bubble: one listener may hear all elements of a page.
document.addEventListener('download-change', ({ target, download }) => {
  if (target instanceof Element && target.id === 'heard') status.textContent = download.state.status;
});
document.addEventListener('download-error', ({ target, error }) => {
  if (target instanceof Element && target.id === 'heard') status.textContent = `failed: ${error.code}`;
});
