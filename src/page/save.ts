const LINK_LIFE_MS = 10 * 60 * 1000; // the browser may first ask the person where to

/** Hands a file to the person's disk, by a link that the browser follows as a download. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), LINK_LIFE_MS);
}
