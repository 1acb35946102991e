import type { SandboxDeployment } from "../deploy/sandboxDeployment.ts";
import type { ResolvedStack } from "../organization/resolvedStack.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { accountName } from "./holders.ts";
import { Members } from "./members.ts";
import { type AccountNames, resourceName } from "./resourceName.ts";
import { accessJson, policiesJson, problemsJson } from "./stackJson.ts";

/** A deployment for machines: everything, in full. @param deployment absent when it wasn't tried */
export function deploymentJson(
  file: StackFile,
  { configuration, snapshot, access, problems }: ResolvedStack,
  deployment: SandboxDeployment | undefined,
): object {
  const { policies } = deployment ?? {};
  const account: AccountNames = (id) => accountName(access, id);
  return {
    stack: file.stack,
    engine: deployment?.engineVersion ?? null,
    deployed: deployment?.ok ?? false,
    portalUrl: deployment?.portalUrl ?? null,
    problems: problemsJson(file, problems),
    messages: deployment?.messages ?? [],
    changes: (deployment?.changes ?? []).flatMap(({ operation, resource, properties }) => {
      const called = resourceName(resource, account);
      const { urn, type } = resource;
      return called ? [{ operation, what: called.whole, properties, urn, type }] : [];
    }),
    resources: (deployment?.resources ?? []).map(({ urn, type }) => ({ urn, type })),
    policies: policies ? policiesJson(policies.rules, policies.findings) : null,
    access: accessJson(new Members(configuration, snapshot), access),
  };
}
