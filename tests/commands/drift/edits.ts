import { ServiceError } from "../../../sandbox/world/serviceError.ts";
import { State } from "../../../sandbox/world/tables.ts";
import type { Random } from "../../lifecycle/fuzz/random.ts";
import type { DriftFixture } from "./driftFixture.ts";

/** One thing that somebody does past Pulumi. What AWS refuses isn't done. */
export type Edit = (aws: DriftFixture, state: State, random: Random) => void;

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const policies = ["ReadOnlyAccess", "SecurityAudit", "IAMFullAccess"].map(managed);

/** All kinds, by name. */
export const edits: Readonly<Record<string, Edit>> = {
  createUser(aws, state) {
    const number = state.rows("users").length;
    call(aws, "CreateUser", {
      ...aws.directory,
      UserName: `user${number}`,
      DisplayName: "Somebody",
      Name: { GivenName: "Some", FamilyName: "Body" },
    });
  },
  deleteUser(aws, state, random) {
    const user = random.pick([...state.rows("users")]);
    if (user) call(aws, "DeleteUser", { ...aws.directory, UserId: user.id });
  },
  createGroup(aws, state) {
    const DisplayName = `group${state.rows("groups").length}`;
    call(aws, "CreateGroup", { ...aws.directory, DisplayName });
  },
  renameGroup(aws, state, random) {
    const group = random.pick(state.rows("groups").filter(isOurs));
    if (!group) return;
    const AttributeValue = `renamed ${group.name}`;
    call(aws, "UpdateGroup", {
      ...aws.directory,
      GroupId: group.id,
      Operations: [{ AttributePath: "displayName", AttributeValue }],
    });
  },
  deleteGroup(aws, state, random) {
    const group = random.pick([...state.rows("groups")]);
    if (group) call(aws, "DeleteGroup", { ...aws.directory, GroupId: group.id });
  },
  addMember(aws, state, random) {
    const group = random.pick(state.rows("groups").filter(isOurs));
    const user = random.pick([...state.rows("users")]);
    if (!group || !user) return;
    const request = { GroupId: group.id, MemberId: { UserId: user.id } };
    call(aws, "CreateGroupMembership", { ...aws.directory, ...request });
  },
  removeMember(aws, state, random) {
    const membership = random.pick([...state.rows("memberships")]);
    if (!membership) return;
    call(aws, "DeleteGroupMembership", { ...aws.directory, MembershipId: membership.id });
  },
  createSet(aws, state) {
    const Name = `Set${state.rows("permissionSets").length}`;
    call(aws, "CreatePermissionSet", { ...aws.instance, Name });
  },
  attach(aws, state, random) {
    const set = random.pick([...state.rows("permissionSets")]);
    const ManagedPolicyArn = random.pick(policies);
    if (!set || !ManagedPolicyArn) return;
    const request = { ...aws.instance, PermissionSetArn: set.arn };
    call(aws, "AttachManagedPolicyToPermissionSet", { ...request, ManagedPolicyArn });
    if (!random.chance(0.5)) return;
    const TargetType = "ALL_PROVISIONED_ACCOUNTS";
    call(aws, "ProvisionPermissionSet", { ...request, TargetType });
  },
  leaveBehind(aws, state, random) {
    const set = random.pick([...state.rows("permissionSets")]);
    if (!set) return;
    const request = { ...aws.instance, PermissionSetArn: set.arn };
    const ManagedPolicyArn = managed("AmazonEC2ReadOnlyAccess");
    call(aws, "AttachManagedPolicyToPermissionSet", { ...request, ManagedPolicyArn });
    const TargetType = "ALL_PROVISIONED_ACCOUNTS";
    call(aws, "ProvisionPermissionSet", { ...request, TargetType });
    call(aws, "DetachManagedPolicyFromPermissionSet", { ...request, ManagedPolicyArn });
  },
  assign(aws, state, random) {
    const set = random.pick([...state.rows("permissionSets")]);
    const account = random.pick(state.rows("accounts").filter((one) => one.state === "ACTIVE"));
    const isUser = random.chance(0.4);
    const principal = random.pick([...state.rows(isUser ? "users" : "groups")]);
    if (!set || !account || !principal) return;
    call(aws, "CreateAccountAssignment", {
      ...aws.instance,
      PermissionSetArn: set.arn,
      TargetId: account.id,
      TargetType: "AWS_ACCOUNT",
      PrincipalType: isUser ? "USER" : "GROUP",
      PrincipalId: principal.id,
    });
  },
  unassign(aws, state, random) {
    const assignment = random.pick([...state.rows("assignments")]);
    if (!assignment) return;
    call(aws, "DeleteAccountAssignment", {
      ...aws.instance,
      PermissionSetArn: assignment.permissionSetArn,
      TargetId: assignment.account,
      TargetType: "AWS_ACCOUNT",
      PrincipalType: assignment.principalType,
      PrincipalId: assignment.principalId,
    });
  },
};

/** What AWS holds by now. */
export function stateOf(aws: DriftFixture): State {
  const state = new State();
  for (const { changes } of aws.journal.entries) for (const one of changes) state.apply(one);
  return state;
}

/** Who is in the other one nobody wrote down. */
function isOurs({ name }: { readonly name: string }): boolean {
  return name !== "security";
}

function call(aws: DriftFixture, operation: string, request: object): void {
  try {
    aws.world.call(operation as "CreateUser", request as never, aws.region);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}
