import type { Digest, PreviewStep } from "../guard/digest.ts";
import type { UpdateVerdict } from "../guard/guard.ts";
import { usedApprovals, verdictLines } from "../guard/report.ts";
import { kindOf } from "../guard/resourceKind.ts";

/** Whether an update may be made, and what is said of it. */
export interface Safety {
  readonly safe: boolean;
  readonly lines: readonly string[];
  /** What is said once it is made. */
  readonly after: readonly string[];
}

/**
 * Whether nobody has to look twice at an update, or has done so. The first one of a stack takes nothing away, and is
 * asked about.
 */
export function safetyOf(digest: Digest, judge: (preview: Digest) => UpdateVerdict): Safety {
  const verdict = judge(digest);
  const after = usedApprovals(verdict);
  if (!verdict.passed && digest.hidden === 0 && digest.steps.every(({ op }) => op === "create")) {
    const told = "It is the first deployment: nothing is refused, and nothing needs an approval.";
    return { safe: true, lines: [...verdictLines(verdict, false), told], after };
  }
  const lines = verdictLines(verdict);
  if (verdict.passed) return { safe: true, lines, after };
  const imported = isFirstAfterImport(digest) ? judge(withListsOf(digest)) : undefined;
  if (imported?.passed) {
    const told = [
      "It is the first update after an import: of what is imported, only the lists of attached policies aren't known before it.",
      `Nothing is refused for them: npm run drift -- --stack ${digest.stack} tells whether AWS has them as the stack file says.`,
    ];
    return { safe: true, lines: [...lines, ...told], after };
  }
  if (!imported) return { safe: false, lines, after };
  const told = [
    "It is the first update after an import. Where AWS was changed since pulumi import ran, the state doesn't know that yet, and an",
    `import of the same file changes nothing: npx pulumi refresh --stack ${digest.stack} (on the sandbox: npm run sandbox -- --stack ${digest.stack} refresh).`,
  ];
  return { safe: false, lines: [...verdictLines(imported), ...told], after };
}

const COMPONENT = /^identity-center:index:/;

/** Whether all that the state has was imported: an import gives components no inputs, and each update of the program does. */
function isFirstAfterImport({ hidden, steps }: Digest): boolean {
  const components = steps.flatMap(({ oldState }) =>
    oldState && COMPONENT.test(oldState.type) ? [oldState] : [],
  );
  return (
    hidden === 0 &&
    components.length > 0 &&
    components.every(({ inputs }) => Object.keys(inputs ?? {}).length === 0)
  );
}

/** The same update, had the import brought the lists of what imported permission sets have attached. */
function withListsOf(digest: Digest): Digest {
  const arns = new Set(
    digest.steps.flatMap(({ oldState }) =>
      oldState && kindOf(oldState.type) === "permission-set" ? [oldState.outputs?.arn] : [],
    ),
  );
  return {
    ...digest,
    steps: digest.steps.map((step): PreviewStep => {
      const { op, newState } = step;
      if (op !== "create" || !newState?.type.endsWith("PolicyAttachmentsExclusive")) return step;
      const arn = newState.inputs?.permissionSetArn;
      const isImported = typeof arn === "string" && arns.has(arn);
      return isImported ? { ...step, op: "same", oldState: newState } : step;
    }),
  };
}
