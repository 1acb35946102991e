import type { OfflineDeployment } from "../deploy/offlineDeployment.ts";
import type { CheckedStack } from "../organization/checkedStack.ts";
import { Members } from "./members.ts";
import { accessJson, policiesJson, problemsJson } from "./stackJson.ts";

/** What is known of a stack without AWS. */
export interface StackPreview extends CheckedStack {
  /** Absent where the configuration has errors. */
  readonly deployment?: OfflineDeployment;
}

/** A preview for machines: everything, in full. */
export function previewJson({ file, resolved, found, deployment }: StackPreview): object {
  const { configuration, snapshot, access } = resolved;
  const verdict = deployment?.verdict;
  return {
    stack: file.stack,
    passed: deployment?.passed ?? false,
    organizationKnown: snapshot.complete,
    problems: problemsJson(file, found),
    secrets: file.secrets,
    messages: deployment?.messages ?? [],
    resources: (deployment?.resources ?? []).map(({ urn, type }) => ({ urn, type })),
    policies: verdict ? policiesJson(verdict.pack.policies.length, verdict.violations) : null,
    access: accessJson(new Members(configuration, snapshot), access),
  };
}

/** The same of a stack of which a file can't be read. */
export function unreadableJson(stack: string, message: string): object {
  return {
    stack,
    passed: false,
    organizationKnown: false,
    problems: [{ severity: "error", place: `Pulumi.${stack}.yaml`, path: "", message }],
    secrets: [],
    messages: [],
    resources: [],
    policies: null,
    access: [],
  };
}
