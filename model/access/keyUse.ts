import { meaningOf } from "../../policies/iam/awsManaged/catalogue.ts";
import { applies } from "../../policies/iam/evaluation/applies.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import type { Statement } from "../../policies/iam/policy/statement.ts";
import { and, any, not, or, type Verdict } from "../../policies/verdict.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Group } from "../schema/group.ts";
import { managedPolicyName } from "../schema/policyArn.ts";
import type { LineMeaning } from "./line.ts";
import { contentOf, type SetContent } from "./setContent.ts";

/** What whoever administers an encrypted instance has Identity Center do with the key (User Guide, "Baseline KMS key policy"). */
const USES = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"];

/** AWS managed policies that allow this through Identity Center (the same page). */
const ALLOWING = new Set([
  "AWSSSODirectoryAdministrator",
  "AWSSSOMasterAccountAdministrator",
  "AWSSSOMemberAccountAdministrator",
]);

/**
 * Where a customer managed key encrypts Identity Center, administrators must be able to use it, or they repair nobody's
 * access: a warning, since customer managed policies and the key's policy may allow it.
 */
export function keyUseProblems(
  group: Group,
  lines: readonly LineMeaning[],
  path: string,
  { identityCenter, permissionSets }: Configuration,
  administration: string | undefined,
): Problem[] {
  const { encryption } = identityCenter;
  if (encryption === undefined || !group.administrators || administration === undefined) return [];
  const lasting = lines.filter(
    (line) => line.until === undefined && line.accounts.includes(administration),
  );
  const names = [...new Set(lasting.map(({ permissionSet }) => permissionSet))];
  const sets = names.flatMap((name) => permissionSets[name] ?? []);
  if (sets.length === 0 || sets.some((set) => set.refused || set.existing)) return [];
  if (sets.some((set) => usesKey(contentOf(set), encryption.keyArn) !== "no")) return [];
  const which = firstFew(names.map((name) => pathOf("access:permissionSets", name)));
  return [
    warning(
      path,
      `Identity Center is encrypted with ${encryption.keyArn}, and what these administrators have for good, ${which}, doesn't allow ${USES.join(", ")} on it: they could administer nothing; attach AWSSSOMasterAccountAdministrator, or add the statements of docs/regions-and-keys.md to inlinePolicy`,
    ),
  ];
}

/** Whether holders may use the key through Identity Center; a condition on that is what AWS asks for. */
function usesKey(content: SetContent, keyArn: string): Verdict {
  const { customerManagedPolicies, inlinePolicy, managedPolicies } = content;
  const managed = managedPolicies.map(managedPolicyName);
  const inline = inlinePolicy === undefined ? undefined : readPolicy(inlinePolicy, "identity");
  const statements = inline?.statements ?? [];
  const isManaged = managed.some((name) => ALLOWING.has(name) || givesKeys(name)) ? "yes" : "no";
  const isElsewhere = customerManagedPolicies.length > 0 || inline?.isIncomplete ? "unknown" : "no";
  const verdicts = USES.map((action) => {
    const may = (effect: Statement["effect"]) =>
      any(
        statements.filter((one) => one.effect === effect && hasNoSay(one)),
        (one) => about({ ...one, conditions: [] }, action, keyArn),
      );
    return and(or(isManaged, may("Allow"), isElsewhere), not(may("Deny")));
  });
  return and(...verdicts);
}

/** A denial under a condition may mean others. */
function hasNoSay({ effect, conditions }: Statement): boolean {
  return effect === "Allow" || conditions.length === 0;
}

function about(statement: Statement, action: string, resource: string): Verdict {
  const caller = { kind: "anonymous" } as const;
  return applies(statement, { caller, action, resource, context: new Map() }, "2012-10-17");
}

function givesKeys(name: string): boolean {
  const meaning = meaningOf(name);
  return meaning?.administers === "everything" || (meaning?.services.includes("kms") ?? false);
}
