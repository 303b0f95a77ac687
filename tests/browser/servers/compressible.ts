/** Text that compresses well, of some `size` bytes, each line of which is another. */
export function compressible(size: number): { bytes: Uint8Array } {
  const lines = Array.from({ length: Math.ceil(size / 64) }, (_, index) => `${index},`.padEnd(63, 'compress me, '));
  return { bytes: new TextEncoder().encode(lines.join('\n')) };
}
