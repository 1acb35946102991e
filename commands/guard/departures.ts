import { type Digest, type PreviewStep, partsOf } from "./digest.ts";
import type { Finding } from "./finding.ts";
import type { Identities } from "./identities.ts";
import { type Effect, effectOf } from "./operations.ts";
import { type Kind, kindOf } from "./resourceKind.ts";

/** What is lost with each of them. */
const LOST: Readonly<Partial<Record<Kind, string>>> = {
  person: "with password, MFA and memberships",
  group: "with all that it gives",
  "permission-set": "with its roles in all accounts",
};

/** People, groups and permission sets that are deleted, replaced, or let go of. */
export function departures({ steps }: Digest, identities: Identities): Finding[] {
  const found = new Map<string, Finding>();
  for (const step of steps) {
    const { urn, oldState } = step;
    const kind = kindOf(oldState?.type ?? partsOf(urn).type);
    if (kind !== "person" && kind !== "group" && kind !== "permission-set") continue;
    const effect = effectOf(step);
    if (effect !== "deletes" && effect !== "replaces" && effect !== "lets-go") continue;
    // A replacement is told once, by the step that says why.
    const known = found.get(urn);
    if (known && !(step.replaceReasons ?? []).length && effect !== "deletes") continue;
    found.set(urn, { kind, urn, name: identities.nameOf(urn), seen: seenOf(kind, effect, step) });
  }
  return [...found.values()];
}

function seenOf(kind: Kind, effect: Effect, { oldState, replaceReasons }: PreviewStep): string {
  if (effect === "lets-go") return "leaves this stack, and AWS keeps it";
  const verb = effect === "replaces" ? "is replaced by another" : "is deleted";
  if (oldState?.retainOnDelete) return `${verb} in this stack, and AWS keeps the old one`;
  const why =
    (replaceReasons ?? []).length > 0 ? ` since ${replaceReasons?.join(", ")} changes` : "";
  return `${verb}${why}, ${LOST[kind]}`;
}
