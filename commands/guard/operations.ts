import type { PreviewStep } from "./digest.ts";

/** What a step does to what a resource stands for (deploy.StepOps in pulumi pkg/resource/deploy/step.go). */
export type Effect =
  /** Nothing, or nothing that is taken away. */
  | "keeps"
  | "changes"
  /** It is gone afterwards, or another one is there. */
  | "deletes"
  | "replaces"
  /** AWS keeps it, and this stack knows it no longer. */
  | "lets-go";

const EFFECTS: Readonly<Record<string, Effect>> = {
  same: "keeps",
  create: "keeps",
  refresh: "keeps",
  read: "keeps",
  diff: "keeps",
  "extend-parameterize": "keeps",
  import: "changes",
  update: "changes",
  delete: "deletes",
  replace: "replaces",
  "create-replacement": "replaces",
  "delete-replaced": "replaces",
  "read-replacement": "replaces",
  "import-replacement": "replaces",
  "remove-pending-replace": "replaces",
  discard: "lets-go",
  "discard-replaced": "lets-go",
};

/** Undefined for an operation that nobody here knows: it may be anything. */
export function effectOf({ op, oldState }: PreviewStep): Effect | undefined {
  // What was managed and is only read from now on.
  if (op === "read" && oldState && !oldState.external) return "lets-go";
  return Object.hasOwn(EFFECTS, op) ? EFFECTS[op] : undefined;
}
