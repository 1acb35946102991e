import type { PolicyFact, PrincipalFact } from "../resources/fact.ts";
import { property } from "../resources/resource.ts";
import type { Value } from "../value.ts";
import type { Stack } from "./stack.ts";

/**
 * ARNs by which policies may name a principal or a managed policy: its own, as far as its name is known, in account
 * 000000000000 while its own isn't. In a template also as expressions name it.
 */
export function ownArns(fact: PrincipalFact | PolicyFact, stack: Stack): readonly string[] {
  const kind = fact.kind === "policy" ? "policy" : fact.principal;
  if (kind === "permission-set") return [];
  const { resource, name } = fact;
  const path = fact.kind === "policy" ? (property(resource.inputs, "Path") ?? "/") : fact.path;
  if (resource.logicalId !== undefined) {
    const made: readonly Value[] =
      name === undefined ? [`\${${resource.logicalId}}`, generated(resource)] : [name];
    const byName = made.flatMap((one) => arnOf(kind, path, one));
    return [...byName, ...(resource.references ?? [])];
  }
  const known = stack.at(resource);
  const outputs = (...keys: readonly string[]) =>
    keys.map((key) => known?.output(key)).filter((one) => typeof one === "string");
  const [arn] = outputs("arn", "policyArn");
  if (arn !== undefined) return [arn];
  const [output] = outputs("name", `${kind}Name`);
  return arnOf(kind, path, typeof name === "string" ? name : output);
}

/** What CloudFormation calls a resource without a name, but for its random end. */
function generated({ logicalId }: { readonly logicalId?: string }): string {
  return `\${AWS::StackName}-${logicalId}-0000000000000`;
}

/** The ARN of something by its name, in any account. */
export function arnOf(
  kind: string,
  path: Value | undefined,
  name: Value | undefined,
): readonly string[] {
  if (typeof name !== "string") return [];
  return [`arn:aws:iam::000000000000:${kind}${typeof path === "string" ? path : "/"}${name}`];
}
