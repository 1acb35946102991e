import { setImmediate } from "node:timers/promises";

/**
 * Runs `work` while exceptions that nobody catches go to `capture` and to no listener of the process, and rejections
 * go to `capture` too. It may hear of one more than once.
 *
 * @throws when something else captures exceptions, such as a domain
 */
export async function whileCapturing<T>(
  capture: (error: unknown) => void,
  work: () => Promise<T>,
): Promise<T> {
  process.setUncaughtExceptionCaptureCallback(capture);
  process.on("unhandledRejection", capture);
  try {
    const result = await work();
    // Node reports a rejection only after the promises of this turn have settled.
    await setImmediate();
    return result;
  } finally {
    process.off("unhandledRejection", capture);
    process.setUncaughtExceptionCaptureCallback(null);
  }
}
