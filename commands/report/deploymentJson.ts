import type { SandboxDeployment } from "../deploy/sandboxDeployment.ts";
import type { ResolvedStack } from "../stack/resolvedStack.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { accountName, membersOf } from "./holders.ts";
import { locate } from "./locate.ts";
import { type AccountNames, resourceName } from "./resourceName.ts";

/** A deployment for machines: everything, in full. @param deployment absent when it wasn't tried */
export function deploymentJson(
  file: StackFile,
  { configuration, access, problems }: ResolvedStack,
  deployment: SandboxDeployment | undefined,
): object {
  const account: AccountNames = (id) => accountName(access, id);
  return {
    stack: file.stack,
    engine: deployment?.engineVersion ?? null,
    deployed: deployment?.ok ?? false,
    portalUrl: deployment?.portalUrl ?? null,
    problems: problems.map(({ severity, path, message }) => ({
      severity,
      place: locate(file, path),
      path,
      message,
    })),
    messages: deployment?.messages ?? [],
    changes: (deployment?.changes ?? []).flatMap(({ operation, resource, properties }) => {
      const called = resourceName(resource, account);
      const { urn, type } = resource;
      return called ? [{ operation, what: called.whole, properties, urn, type }] : [];
    }),
    resources: (deployment?.resources ?? []).map(({ urn, type }) => ({ urn, type })),
    policies: deployment?.policies ?? null,
    access: access.entries.map((entry) => ({
      ...entry,
      accountName: access.accounts.get(entry.account)?.name ?? null,
      people: membersOf(configuration, entry.group),
    })),
  };
}
