import { inTurn } from "../inTurn.ts";
import { isGone } from "../liveError.ts";
import type { Session } from "../session.ts";
import type { FoundInstance } from "./instance.ts";
import { listPermissionSets } from "./permissionSets.ts";
import { settings } from "./setContent.ts";

/** Names of groups, people and permission sets. */
export interface Names {
  readonly groups: readonly string[];
  readonly people: readonly string[];
  readonly permissionSets: readonly string[];
}

/**
 * Which of these names Identity Center really has. Other names are not read: they are nobody's business here.
 * @throws Denied where a permission is missing
 */
export async function readNames(
  session: Session,
  instance: FoundInstance,
  wanted: Names,
): Promise<Names> {
  session.report({ what: `names in ${instance.identityStoreId}`, done: 0 });
  const has = (attribute: "displayName" | "userName") => async (name: string) =>
    (await isInStore(session, instance.identityStoreId, attribute, name)) ? [name] : [];
  const groups = await inTurn(wanted.groups, 4, has("displayName"));
  const people = await inTurn(wanted.people, 4, has("userName"));
  const permissionSets = await setNames(session, instance.arn, new Set(wanted.permissionSets));
  return { groups: groups.flat(), people: people.flat(), permissionSets };
}

async function isInStore(
  { identityStore }: Session,
  IdentityStoreId: string,
  AttributePath: "displayName" | "userName",
  AttributeValue: string,
): Promise<boolean> {
  const request = {
    IdentityStoreId,
    AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
  };
  try {
    await (AttributePath === "userName"
      ? identityStore.getUserId(request)
      : identityStore.getGroupId(request));
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

async function setNames(
  session: Session,
  InstanceArn: string,
  wanted: ReadonlySet<string>,
): Promise<string[]> {
  const found: string[] = [];
  if (wanted.size === 0) return found;
  for (const PermissionSetArn of await listPermissionSets(session, InstanceArn)) {
    const { name } = await settings(session, { InstanceArn, PermissionSetArn });
    if (wanted.has(name)) found.push(name);
    if (found.length === wanted.size) break;
  }
  return found;
}
