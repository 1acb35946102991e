import { perEngine } from "./perEngine.ts";

/** URNs of what this update couldn't bring to its end. The engine may have it nevertheless. */
const failed = perEngine(() => new Set<string>());

export function noteFailed(urn: string): void {
  failed().add(urn);
}

export function hasFailed(urn: string): boolean {
  return failed().has(urn);
}
