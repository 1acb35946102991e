import type { Access } from "./access.ts";
import { type Digest, type PreviewStep, partsOf } from "./digest.ts";
import type { Finding } from "./finding.ts";
import type { Identities } from "./identities.ts";
import { effectOf } from "./operations.ts";
import { ACCESS_GROUP, kindOf, shortType } from "./resourceKind.ts";

/** Steps of which nobody here knows what they do. */
export function unknownOperations({ steps }: Digest, identities: Identities): Finding[] {
  return steps
    .filter((step) => effectOf(step) === undefined)
    .map(({ urn, op }) => ({
      kind: "unknown-operation" as const,
      urn,
      name: identities.nameOf(urn),
      seen: `${shortType(partsOf(urn).type)} is in a step "${op}", which isn't known here`,
    }));
}

/** What keeps an update that touches access from being judged. */
export function unjudged(digest: Digest, after: Access, identities: Identities): Finding[] {
  const touching = digest.steps.filter(touchesAccess);
  const found: Finding[] = [];
  if (digest.hidden > 0 && touching.length > 0) {
    found.push({
      kind: "unjudged",
      name: "the stack",
      seen: `${digest.hidden} resources that don't change aren't in the preview, and without them nobody knows who loses access and who becomes an administrator; make it with --show-sames`,
    });
  }
  const unresolved = new Set(
    after.memberships
      .filter(({ groups }) => groups.length === 0)
      .map(({ resource }) => resource.urn),
  );
  for (const step of touching) {
    const { urn, op } = step;
    const missing = missingState(step);
    const seen = missing
      ? `is in a step "${op}" without its ${missing} state; make the preview again`
      : unresolved.has(urn)
        ? "is a membership in a group that isn't known yet, which may be the administrators'"
        : undefined;
    if (seen) found.push({ kind: "unjudged", urn, name: identities.nameOf(urn), seen });
  }
  return found;
}

function touchesAccess(step: PreviewStep): boolean {
  const { op, urn, oldState, newState } = step;
  if (op === "same" || op === "refresh") return false;
  if (op === "read" && effectOf(step) === "keeps") return false;
  const types = [partsOf(urn).type, oldState?.type ?? "", newState?.type ?? ""];
  return types.some((type) => type === ACCESS_GROUP || kindOf(type) !== undefined);
}

/** The engine leaves a state out that it can't write. */
function missingState({ op, oldState, newState }: PreviewStep): string | undefined {
  const needsOld = !["create", "read", "import"].includes(op);
  if (needsOld && !oldState) return "old";
  const needsNew = !["delete", "delete-replaced", "discard", "discard-replaced"].includes(op);
  if (op === "remove-pending-replace") return undefined;
  return needsNew && !newState ? "new" : undefined;
}
