import log from "@pulumi/pulumi/log/index.js";

/**
 * The SDK tells the engine three debug messages about every resource, each a call of its own that the
 * engine drops unless it was started with `--debug`. Without them a preview of 1,000 people takes a fifth
 * less time. `IDENTITY_CENTER_DEBUG=1` keeps them.
 */
export function dropDebugMessages(): void {
  if (process.env.IDENTITY_CENTER_DEBUG === "1") return;
  log.debug = () => Promise.resolve();
}
