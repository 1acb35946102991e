import { getDelegatedAdministrators } from "@pulumi/aws/organizations/getDelegatedAdministrators.js";
import type { InvokeOptions } from "@pulumi/pulumi";
import { pathOf } from "../model/problems/path.ts";
import { error, type Problem } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";

const servicePrincipal = "sso.amazonaws.com";

/** Delegated administrators of Identity Center; undefined where these credentials may not read them. */
export async function registeredDelegates(
  opts: InvokeOptions,
): Promise<readonly { readonly id: string; readonly name: string }[] | undefined> {
  const found = await getDelegatedAdministrators({ servicePrincipal }, opts).catch(() => undefined);
  return found?.delegatedAdministrators;
}

/**
 * Whether somebody else registered another delegated administrator, of which AWS takes one. What these credentials may
 * not read is left to the update.
 *
 * @param delegate account of the delegated administrator, where it is found
 * @param registered accounts that this stack registered
 */
export async function delegateProblems(
  { delegatedAdministration }: Configuration,
  delegate: string | undefined,
  registered: ReadonlySet<string>,
  opts: InvokeOptions,
): Promise<Problem[]> {
  if (!delegatedAdministration || delegate === undefined) return [];
  const there = await registeredDelegates(opts);
  if (there === undefined) return [];
  const path = pathOf("access:delegatedAdministration", "account");
  const named = (one: { id: string; name: string }) => `${one.name} (${one.id})`;
  if (delegatedAdministration.stack === "delegated") {
    if (there.some(({ id }) => id === delegate)) return [];
    const seen = there.length > 0 ? there.map(named).join(", ") : "nobody";
    const message = `${delegate} isn't registered as delegated administrator of Identity Center, ${seen} is; update the management account's stack first, or write the account that is`;
    return [error(path, message)];
  }
  const other = there.find(({ id }) => id !== delegate && !registered.has(id));
  if (other === undefined) return [];
  const command = `aws organizations deregister-delegated-administrator --account-id ${other.id} --service-principal ${servicePrincipal}`;
  const message = `${named(other)} is registered as delegated administrator of Identity Center already, which the state doesn't have (somebody else did it, or an update that ended), and AWS takes one; write "${other.id}" here, or, where nobody works from there any more, deregister it: ${command} (what it made stays, with everybody's access)`;
  return [error(path, message)];
}
