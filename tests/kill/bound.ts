const MIB = 2 ** 20;

/** The page keeps one of six connections to its own origin for itself. */
const LANES = 5;
/** Between two checkpoints of a lane: this, or half a second if that is more. */
const CHECKPOINT_BYTES = 2 * MIB;
const CHECKPOINT_SECONDS = 0.5;
/**
 * What a connection holds that no page has seen yet. The server counts what it gives to its socket: the buffers of both
 * sockets, up to some hundred KiB where the reader keeps up, and the pipe to the worker, 512 KiB in Chromium.
 */
const IN_FLIGHT_BYTES = MIB;

/**
 * How much of the file one kill may make the next browser ask for again.
 *
 * @param bytesPerSecond of each connection
 */
export function bytesAgainPerKill(bytesPerSecond: number): number {
  return LANES * (Math.max(CHECKPOINT_BYTES, CHECKPOINT_SECONDS * bytesPerSecond) + IN_FLIGHT_BYTES);
}
