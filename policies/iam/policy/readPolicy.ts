import { isObject } from "../../isObject.ts";
import { UNKNOWN, type Value } from "../../value.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import { type ReportFault, shown } from "./reading/fault.ts";
import { sizeOf } from "./reading/policySize.ts";
import { readDocument } from "./reading/readDocument.ts";
import { repeatedKeys } from "./reading/repeatedKeys.ts";
import type { Policy, PolicyFault, Use } from "./statement.ts";

const UNREADABLE: Policy = {
  statements: [],
  problems: [],
  isIncomplete: true,
  hasUnknownStatements: true,
};

/** Policies that are remembered by their text. */
const MAX_TEXTS = 1000;
const objects = new WeakMap<object, Map<Use, Policy>>();
const texts = new Map<string, Map<Use, Policy>>();

/**
 * Reads a policy as JSON text or as an object, with what is wrong with it: what AWS refuses, and what
 * can never work. Never throws. A statement with a fault is read as far as it has a meaning, so that one
 * fault doesn't hide others.
 *
 * Names of elements are taken in any case, "one or many" are made many. Texts with CloudFormation
 * placeholders such as `${MyBucket}` stand among the known patterns as they are written: see
 * `hasPlaceholder`.
 *
 * Problems that depend on more than the policy are left to callers: managed policies need `Version`
 * 2012-10-17, and the limits of `size`.
 */
export function readPolicy(source: Value | undefined, use: Use): Policy {
  if (source === UNKNOWN) return UNREADABLE;
  const byUse = remembered(source);
  let policy = byUse?.get(use);
  if (!policy) {
    policy = read(source, use);
    byUse?.set(use, policy);
  }
  return policy;
}

/** What is known of a source: several rules ask for the same policy. */
function remembered(source: Value | undefined): Map<Use, Policy> | undefined {
  if (typeof source === "string") {
    if (texts.size >= MAX_TEXTS) texts.clear();
    return entryOf(texts, source);
  }
  return typeof source === "object" && source !== null ? entryOf(objects, source) : undefined;
}

function entryOf<K>(
  memory: {
    get(key: K): Map<Use, Policy> | undefined;
    set(key: K, value: Map<Use, Policy>): unknown;
  },
  key: K,
): Map<Use, Policy> {
  const entry = memory.get(key) ?? new Map<Use, Policy>();
  memory.set(key, entry);
  return entry;
}

function read(source: Value | undefined, use: Use): Policy {
  const problems: PolicyFault[] = [];
  const report: ReportFault = (problem) => problems.push(problem);
  const nothing = { statements: [], problems, isIncomplete: false, hasUnknownStatements: false };
  let document = source;
  if (typeof source === "string") {
    try {
      document = JSON.parse(source) as Value;
    } catch (error) {
      if (hasPlaceholder(source)) return UNREADABLE;
      const seen = `no JSON: ${(error as Error).message}`;
      report({ id: "no-json", place: "", seen, wanted: "a policy as JSON" });
      return nothing;
    }
    for (const { key, place } of repeatedKeys(source)) {
      const seen = `${shown(key)} twice in one object, of which the last would count`;
      report({ id: "duplicate-element", place, seen, wanted: "each key once" });
    }
  }
  if (!isObject(document)) {
    report({ id: "no-object", place: "", seen: shown(document), wanted: "a policy, an object" });
    return nothing;
  }
  const size = sizeOf(source as Value, use);
  return {
    ...readDocument(document, use, report),
    problems,
    ...(size !== undefined && { size }),
  };
}
