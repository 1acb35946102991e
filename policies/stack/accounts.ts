import { memoize } from "../memoize.ts";
import type { Stack, StackResource } from "./stack.ts";

/** Where a provider says which account it works in: texts, or JSON of them. */
const PROVIDER_INPUTS = [
  "allowedAccountIds",
  "assumeRole",
  "assumeRoles",
  "assumeRoleWithWebIdentity",
];

/** Ids of the accounts that a stack is in, as far as its ARNs and providers tell. */
export const accountsIn = memoize(
  ({ resources }: Stack): ReadonlySet<string> => new Set(resources.flatMap(accountsOf)),
);

/** Ids of the accounts that a resource of the stack is in, as far as its ARN tells, or that its provider works in. */
function accountsOf(resource: StackResource): readonly string[] {
  if (/^pulumi:providers:aws(-native)?$/.test(resource.type)) {
    const texts = PROVIDER_INPUTS.map((input) => JSON.stringify(resource.output(input)) ?? "");
    return texts.flatMap((text) => text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []);
  }
  if (!resource.type.startsWith("aws")) return [];
  const arn = resource.output("arn");
  const account = typeof arn === "string" ? arn.split(":")[4] : undefined;
  return account && /^\d{12}$/.test(account) ? [account] : [];
}
