import { readFileSync, writeFileSync } from "node:fs";

/**
 * Stops a deployment at a known place: while the file exists, so many calls that change something are let through as
 * it says, counted from the beginning of the journal. When more wait, `<file>.waiting` appears.
 *
 * @returns whether a call has to wait
 */
export function fileGate(path: string): (changes: number) => boolean {
  return (changes) => {
    try {
      if (changes < Number(readFileSync(path, "utf8"))) return false;
    } catch {
      return false;
    }
    writeFileSync(`${path}.waiting`, "");
    return true;
  };
}

/** Whether an operation of AWS changes something. */
export function isChange(operation: string): boolean {
  return /^(Add|Attach|Create|Delete|Deregister|Detach|Disable|Enable|Provision|Put|Register|Remove|Start|Stop|Update)\w+$/.test(
    operation,
  );
}
