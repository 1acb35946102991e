import { perEngine } from "./perEngine.ts";

/** ARNs of permission sets that this update changed, and AWS did not bring to their accounts. */
const unprovisioned = perEngine(() => new Set<string>());

export function noteUnprovisioned(arn: string): void {
  unprovisioned().add(arn);
}

export function isUnprovisioned(arn: string): boolean {
  return unprovisioned().has(arn);
}
