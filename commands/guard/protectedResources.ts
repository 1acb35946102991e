import type { Digest, PreviewState, PreviewStep } from "./digest.ts";
import type { Finding } from "./finding.ts";
import type { Identities } from "./identities.ts";
import { effectOf } from "./operations.ts";
import { shortType } from "./resourceKind.ts";

/** Resources that were to stay (`protect`, `retainOnDelete`) and don't, or need not any longer. */
export function protectedResources({ steps }: Digest, identities: Identities): Finding[] {
  const found = new Map<string, Finding>();
  for (const step of steps) {
    const { urn, oldState } = step;
    const how = oldState && protectionOf(oldState);
    if (!how || oldState.external || staysUnderAnotherName(step, steps)) continue;
    const what = seenOf(step, how);
    if (what === undefined || found.has(urn)) continue;
    const seen = `${shortType(oldState.type)} ${what}`;
    found.set(urn, { kind: "protected", urn, name: identities.nameOf(urn), seen });
  }
  return [...found.values()];
}

/** A resource that AWS has once for its owner: two in a state are the same. */
const ONCE_FOR: ReadonlyMap<string, string> = new Map([
  ["aws:s3/bucketPolicy:BucketPolicy", "bucket"],
]);

/** Whether the engine forgets what this stack has under another name from now on. */
function staysUnderAnotherName(
  { op, urn, oldState }: PreviewStep,
  steps: readonly PreviewStep[],
): boolean {
  const owner = ONCE_FOR.get(oldState?.type ?? "");
  const ownedBy = oldState?.inputs?.[owner ?? ""];
  if (op !== "delete" || !oldState?.retainOnDelete || typeof ownedBy !== "string") return false;
  return steps.some(
    ({ urn: other, newState }) =>
      other !== urn &&
      newState?.retainOnDelete &&
      newState.type === oldState.type &&
      newState.inputs?.[owner ?? ""] === ownedBy,
  );
}

function seenOf(step: PreviewStep, how: string): string | undefined {
  switch (effectOf(step)) {
    case "deletes":
      return step.oldState?.retainOnDelete
        ? `is forgotten by this stack, and stays in AWS: it has ${how}`
        : `is deleted, and has ${how}`;
    case "replaces":
      return step.oldState?.retainOnDelete
        ? `is replaced by another, and the old one stays in AWS: it has ${how}`
        : `is replaced by another, and has ${how}`;
    case "lets-go":
      return `leaves this stack, and has ${how}`;
    default: {
      const { oldState, newState } = step;
      if (step.op === "refresh" || !oldState || !newState || newState.external) return undefined;
      const isLess =
        (oldState.protect && !newState.protect) ||
        (oldState.retainOnDelete && !newState.retainOnDelete);
      return isLess ? `can be deleted from now on: ${how} is taken away` : undefined;
    }
  }
}

function protectionOf({ protect, retainOnDelete }: PreviewState): string {
  return [protect ? "protect" : "", retainOnDelete ? "retainOnDelete" : ""]
    .filter(Boolean)
    .join(" and ");
}
