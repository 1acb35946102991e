import type { Properties } from "../../../sandbox/resources/resource.ts";
import type { State } from "../../../sandbox/world/tables.ts";
import type { accessFixture, types } from "../../sandbox/fixture.ts";

export type Fixture = Awaited<ReturnType<typeof accessFixture>>;

/** One thing that an update does with a resource: from what there is to what is wanted; undefined is none. */
export interface Step {
  readonly kind: keyof typeof types;
  readonly does: "create" | "update" | "delete";
  readonly from?: (fixture: Fixture, state: State) => Properties;
  readonly to?: (fixture: Fixture, state: State) => Properties;
  /** Id of what is wanted, where AWS has it. */
  readonly find?: (state: State, fixture: Fixture) => string | undefined;
}

const prod = "111111111111";
const arn = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const deny = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Deny", Action, Resource: "*" } });
const set = ({ instanceArn, permissionSetArn }: Fixture) => ({ instanceArn, permissionSetArn });
const setId = (_: State, { permissionSetArn, instanceArn }: Fixture) =>
  `${permissionSetArn},${instanceArn}`;

const user =
  (title?: string) =>
  ({ identityStoreId }: Fixture) => ({
    ...{ identityStoreId, userName: "alan", displayName: "Alan Turing", title },
    name: { givenName: "Alan", familyName: "Turing" },
  });
const group =
  (description?: string) =>
  ({ identityStoreId }: Fixture) => ({ identityStoreId, displayName: "analysts", description });
const membership = ({ identityStoreId, principalId }: Fixture, state: State) => ({
  ...{ identityStoreId, groupId: principalId },
  memberId: state.rows("users").find(({ userName }) => userName === "grace")?.id,
});
const another =
  (change: object = {}) =>
  ({ instanceArn }: Fixture) => ({ instanceArn, name: "auditor", ...change });
const shared =
  (change: object = {}) =>
  ({ instanceArn }: Fixture) => ({ instanceArn, name: "read-only", ...change });
const managed =
  (...names: string[]) =>
  (fixture: Fixture) => ({ ...set(fixture), managedPolicyArns: names.map(arn) });
const own =
  (...names: string[]) =>
  (fixture: Fixture) => ({
    ...set(fixture),
    customerManagedPolicyReferences: names.map((name) => ({ name, path: "/team/" })),
  });
const inline = (action: string) => (fixture: Fixture) => ({
  ...set(fixture),
  inlinePolicy: deny(action),
});
const boundary = (name: string) => (fixture: Fixture) => ({
  ...set(fixture),
  permissionsBoundary: { managedPolicyArn: arn(name) },
});
const attributes =
  (source: string) =>
  ({ instanceArn }: Fixture) => ({
    instanceArn,
    attributes: [{ key: "department", values: [{ sources: [`$${source}`] }] }],
  });

const findUser = (state: State, { identityStoreId }: Fixture) => {
  const found = state.rows("users").find(({ userName }) => userName === "alan");
  return found && `${identityStoreId}/${found.id}`;
};
const findGroup = (state: State, { identityStoreId }: Fixture) => {
  const found = state.rows("groups").find(({ name }) => name === "analysts");
  return found && `${identityStoreId}/${found.id}`;
};
const findMembership = (state: State, fixture: Fixture) => {
  const { memberId } = membership(fixture, state);
  const found = state
    .rows("memberships")
    .find(({ groupId, userId }) => groupId === fixture.principalId && userId === memberId);
  return found && `${fixture.identityStoreId}/${found.id}`;
};
const findSet = (state: State, { instanceArn }: Fixture) => {
  const found = state.rows("permissionSets").find(({ name }) => name === "auditor");
  return found && `${found.arn},${instanceArn}`;
};
const findAssignment = (state: State, fixture: Fixture) => {
  const { principalId, permissionSetArn, instanceArn } = fixture;
  const found = state
    .rows("assignments")
    .some((one) => one.principalId === principalId && one.account === "222222222222");
  const id = [principalId, "GROUP", "222222222222", "AWS_ACCOUNT", permissionSetArn, instanceArn];
  return found ? id.join(",") : undefined;
};
const findAttributes = (_: State, { instanceArn }: Fixture) => instanceArn;
const assignment = ({ assignmentTo }: Fixture) => assignmentTo("222222222222");

/** All that this program does with what it makes; the set `read-only` is assigned in an account. */
export const STEPS: readonly Step[] = [
  { kind: "user", does: "create", to: user(), find: findUser },
  { kind: "user", does: "update", from: user(), to: user("Dr"), find: findUser },
  { kind: "user", does: "delete", from: user() },
  { kind: "group", does: "create", to: group(), find: findGroup },
  { kind: "group", does: "update", from: group(), to: group("Analyse"), find: findGroup },
  { kind: "group", does: "delete", from: group() },
  { kind: "membership", does: "create", to: membership, find: findMembership },
  { kind: "membership", does: "delete", from: membership },
  { kind: "permissionSet", does: "create", to: another({ tags: { a: "1" } }), find: findSet },
  {
    ...{ kind: "permissionSet", does: "update" },
    from: shared({ tags: { a: "1", b: "2" } }),
    to: shared({ description: "Reads", tags: { a: "2" } }),
    find: setId,
  },
  { kind: "permissionSet", does: "delete", from: another() },
  { kind: "boundary", does: "create", to: boundary("ReadOnlyAccess"), find: setId },
  { kind: "boundary", does: "delete", from: boundary("ReadOnlyAccess") },
  { kind: "inlinePolicy", does: "create", to: inline("iam:*"), find: setId },
  {
    ...{ kind: "inlinePolicy", does: "update" },
    from: inline("iam:*"),
    to: inline("s3:*"),
    find: setId,
  },
  { kind: "inlinePolicy", does: "delete", from: inline("iam:*") },
  { kind: "customerPolicies", does: "create", to: own("boundary"), find: setId },
  { kind: "customerPolicies", does: "update", from: own(), to: own("boundary"), find: setId },
  { kind: "customerPolicies", does: "update", from: own("boundary"), to: own(), find: setId },
  { kind: "managedPolicies", does: "create", to: managed("ReadOnlyAccess"), find: setId },
  {
    ...{ kind: "managedPolicies", does: "update" },
    from: managed("ReadOnlyAccess"),
    to: managed("SecurityAudit"),
    find: setId,
  },
  { kind: "assignment", does: "create", to: assignment, find: findAssignment },
  { kind: "assignment", does: "delete", from: assignment },
  {
    ...{ kind: "attributes", does: "create" },
    to: attributes("{path:userType}"),
    find: findAttributes,
  },
  {
    ...{ kind: "attributes", does: "update" },
    from: attributes("{path:userType}"),
    to: attributes("{path:locale}"),
    find: findAttributes,
  },
  { kind: "attributes", does: "delete", from: attributes("{path:userType}") },
];

/** An account that the set `read-only` is assigned in before anything else happens. */
export const ASSIGNED = prod;
