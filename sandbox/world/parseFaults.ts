import { readFileSync } from "node:fs";
import type { FaultSwitch } from "./faults.ts";
import { qualifiedNames } from "./operations.ts";
import { refusals } from "./refusals.ts";

/** What a switch may call an error. */
export const errors: readonly string[] = [
  ...refusals.keys(),
  "FAILED",
  "TIMEOUT",
  "Crash",
  "Disconnect",
  "Slow",
];

/** Operations whose end AWS tells later, which are the ones that may end as FAILED. */
export const asynchronousOperations: ReadonlySet<string> = new Set([
  "ProvisionPermissionSet",
  "CreateAccountAssignment",
  "DeleteAccountAssignment",
]);

const keys = ["operation", "match", "error", "reason", "seconds", "times"];

/**
 * The switches written in `text`: a JSON array, or the path of a file that holds one.
 * @throws Error that names the switch and what is allowed there.
 */
export function parseFaults(text: string, operations: ReadonlySet<string>): FaultSwitch[] {
  const json = text.trimStart().startsWith("[") ? text : readFileSync(text, "utf8");
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) throw new Error(`fault switches: saw ${json}, wanted a JSON array`);
  return list.map((item, index) => checkFault(item, `fault switch ${index + 1}`, operations));
}

function checkFault(item: unknown, where: string, operations: ReadonlySet<string>): FaultSwitch {
  if (typeof item !== "object" || item === null) throw new Error(`${where}: an object is wanted`);
  const given = item as FaultSwitch;
  const fault = { ...given, operation: qualifiedNames[given.operation] ?? given.operation };
  for (const key of Object.keys(fault)) {
    if (!keys.includes(key)) {
      throw new Error(`${where}: unknown key "${key}", allowed: ${keys.join(", ")}`);
    }
  }
  if (!operations.has(fault.operation)) {
    throw new Error(`${where}: unknown operation "${fault.operation}", write it as AWS does`);
  }
  if (!errors.includes(fault.error)) {
    throw new Error(`${where}: unknown error "${fault.error}", allowed: ${errors.join(", ")}`);
  }
  if (fault.error === "FAILED" && !asynchronousOperations.has(fault.operation)) {
    const allowed = [...asynchronousOperations].join(", ");
    throw new Error(`${where}: ${fault.operation} has no status, FAILED is for ${allowed}`);
  }
  if (fault.match !== undefined && typeof fault.match !== "string") {
    const wanted = 'a text that the request holds, such as "222222222222", is wanted';
    throw new Error(`${where}: match is ${JSON.stringify(fault.match)}, ${wanted}`);
  }
  checkReason(fault, where);
  checkSeconds(fault, where);
  const times = fault.times ?? "always";
  if (times !== "always" && !(Number.isInteger(times) && times > 0)) {
    throw new Error(`${where}: times is ${JSON.stringify(times)}, allowed: 1, 2, … or "always"`);
  }
  return fault;
}

function checkReason({ error, reason }: FaultSwitch, where: string): void {
  if (reason === undefined) return;
  if (error === "FAILED") {
    if (typeof reason === "string" && reason !== "") return;
    throw new Error(`${where}: reason is ${JSON.stringify(reason)}, a text is wanted`);
  }
  const reasons = refusals.get(error)?.reasons ?? [];
  if (reasons.includes(reason)) return;
  const allowed = reasons.length === 0 ? `${error} has none` : `allowed: ${reasons.join(", ")}`;
  throw new Error(`${where}: reason is ${JSON.stringify(reason)}, ${allowed}`);
}

function checkSeconds({ error, seconds }: FaultSwitch, where: string): void {
  if (error === "Slow" && seconds === undefined) {
    throw new Error(`${where}: Slow wants seconds, how long the answer takes`);
  }
  if (seconds === undefined) return;
  if (!["Slow", "Throttling"].includes(error)) {
    throw new Error(`${where}: seconds is for Slow and Throttling, ${error} has none`);
  }
  if (typeof seconds === "number" && seconds >= 0) return;
  throw new Error(`${where}: seconds is ${JSON.stringify(seconds)}, a number is wanted`);
}
