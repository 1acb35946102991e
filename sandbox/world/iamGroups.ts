import { checkName, checkPath, isTaken, refuseMore } from "./iamLimits.ts";
import { namedPrincipal, noSuchEntity } from "./iamPrincipals.ts";
import { checkInlinePolicies } from "./iamRoles.ts";
import {
  type GivenRecord,
  hasRecord,
  type OfRecord,
  putRecord,
  record,
  recordsOf,
  removeRecord,
} from "./records.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** Groups of IAM with their policies and users. Identity Center's directory has a CreateGroup and a DeleteGroup of its own. */

interface Membership {
  UserName: string;
  GroupName: string;
}

const gone = "NoSuchEntityException";

export function CreateIamGroup(tx: Transaction, { Id, Properties }: GivenRecord) {
  checkName("groupName", Id);
  checkPath(Properties.path === undefined ? undefined : String(Properties.path));
  const names = recordsOf(tx, "iamGroup").map(({ name }) => String(name));
  if (isTaken(Id, names)) {
    throw new ServiceError("EntityAlreadyExistsException", `Group with name ${Id} already exists.`);
  }
  refuseMore("GroupsPerAccount", names.length);
  return { Properties: putRecord(tx, "iamGroup", Id, { ...Properties, name: Id }) };
}

export function GetIamGroup(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "iamGroup", Id, gone) };
}

export function DeleteIamGroup(tx: Transaction, { Id }: OfRecord) {
  record(tx, "iamGroup", Id, gone);
  const members = recordsOf(tx, "iamMembership").filter(({ GroupName }) => GroupName === Id);
  const policies = recordsOf(tx, "iamGroupPolicy", `${Id}:`);
  if (members.length > 0 || policies.length > 0) {
    const what = members.length > 0 ? "users from group" : "policies";
    throw new ServiceError(
      "DeleteConflictException",
      `Cannot delete entity, must remove ${what} first.`,
    );
  }
  removeRecord(tx, "iamGroup", Id);
  return {};
}

/** The id is `group:policy`. */
export function PutGroupPolicy(tx: Transaction, { Id, Properties }: GivenRecord) {
  const [group = "", policy] = Id.split(":");
  record(tx, "iamGroup", group, gone);
  const others = recordsOf(tx, "iamGroupPolicy", `${group}:`).filter(({ name }) => name !== policy);
  const documents = [...others, Properties].map((one) => String(one.policy));
  checkInlinePolicies("group", group, documents);
  return { Properties: putRecord(tx, "iamGroupPolicy", Id, Properties) };
}

export function GetGroupPolicy(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, "iamGroupPolicy", Id, gone) };
}

export function DeleteGroupPolicy(tx: Transaction, { Id }: OfRecord) {
  record(tx, "iamGroupPolicy", Id, gone);
  removeRecord(tx, "iamGroupPolicy", Id);
  return {};
}

export function AddUserToGroup(tx: Transaction, { UserName, GroupName }: Membership) {
  record(tx, "iamGroup", GroupName, gone);
  namedPrincipal(tx, UserName);
  const { Groups } = ListGroupsForUser(tx, { UserName });
  if (Groups.every((one) => one.GroupName !== GroupName)) {
    refuseMore("GroupsPerUser", Groups.length);
  }
  putRecord(tx, "iamMembership", `${UserName}/${GroupName}`, { UserName, GroupName });
  return {};
}

export function ListGroupsForUser(tx: Transaction, { UserName }: { UserName: string }) {
  const all = recordsOf(tx, "iamMembership", `${UserName}/`);
  return { Groups: all.map(({ GroupName }) => ({ GroupName: String(GroupName) })) };
}

export function RemoveUserFromGroup(tx: Transaction, { UserName, GroupName }: Membership) {
  const id = `${UserName}/${GroupName}`;
  if (!hasRecord(tx, "iamMembership", id)) {
    throw noSuchEntity(`The user with name ${UserName} is not in group ${GroupName}.`);
  }
  removeRecord(tx, "iamMembership", id);
  return {};
}
