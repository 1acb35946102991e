import { setTimeout as wait } from "node:timers/promises";

/**
 * What Pulumi says of a state that can't be read from a self-managed backend. On a disk (`file://`) that may be for an
 * instant: the engine writes the state while the program starts, and the file with its attributes is empty until it is
 * written (gocloud.dev, blob/fileblob/attrs.go).
 */
const UNREADABLE = /failed to load checkpoint/;

/** Seconds until each further try: three in all. */
const PAUSES = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6];

/** Reads the state of a stack, once more where it may just have been written. @param pauses in seconds */
export async function betweenWrites<T>(read: () => Promise<T>, pauses = PAUSES): Promise<T> {
  for (const pause of pauses) {
    try {
      return await read();
    } catch (error) {
      if (!UNREADABLE.test(String(error))) throw error;
      await wait(pause * 1000);
    }
  }
  return await read();
}
