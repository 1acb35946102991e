import type { AnalyzedResource } from "../../commands/analyzer/request.ts";
import { resource } from "./stack.ts";

export const MANAGEMENT = "000000000001";
export const SET_ARN = "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef";
const GROUP_ID = "11111111-2222-3333-4444-555555555555";
const region = "eu-west-1";

/** What a test may change about the stack. Keys of `inputs` and `outputs` are names of resources. */
export interface Changes {
  readonly without?: readonly string[];
  readonly inputs?: Readonly<Record<string, Record<string, unknown>>>;
  /** Of the permission set: AWS managed policies. */
  readonly managed?: readonly string[];
  readonly inlinePolicy?: unknown;
  /** Names of what the assignment waits for. */
  readonly waitsFor?: readonly string[];
  /** Before the first update: no ARNs and ids yet. */
  readonly isNew?: unknown;
}

/** One group of administrators with one member, assigned to the management account; all as it should be. */
export function saneStack(changes: Changes = {}): AnalyzedResource[] {
  const known = (value: unknown) => ("isNew" in changes ? changes.isNew : value);
  const center = resource(
    "identity-center:index:IdentityCenter",
    "center",
    { region, ...changes.inputs?.center },
    { outputs: { region, managementAccountId: MANAGEMENT } },
  );
  const set = resource(
    "aws:ssoadmin/permissionSet:PermissionSet",
    "admin",
    { region, sessionDuration: "PT1H", ...changes.inputs?.admin },
    { outputs: { arn: known(SET_ARN) } },
  );
  const ofSet = { from: { permissionSetArn: [set] } };
  const permissionSetArn = known(SET_ARN);
  const boundary = resource(
    "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
    "admin-boundary",
    { region, permissionSetArn, ...changes.inputs?.["admin-boundary"] },
    ofSet,
  );
  const inline = resource(
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
    "admin-inline",
    { region, permissionSetArn, inlinePolicy: changes.inlinePolicy ?? DENIAL },
    ofSet,
  );
  const managed = resource(
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
    "admin-managed",
    {
      region,
      permissionSetArn,
      managedPolicyArns: (changes.managed ?? ["AWSSSOMasterAccountAdministrator"]).map(
        (name) => `arn:aws:iam::aws:policy/${name}`,
      ),
    },
    { ...ofSet, dependsOn: [inline] },
  );
  const customer = resource(
    "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive",
    "admin-customer",
    {
      region,
      permissionSetArn,
      customerManagedPolicyReferences: [],
      ...changes.inputs?.["admin-customer"],
    },
    ofSet,
  );
  const group = resource(
    "aws:identitystore/group:Group",
    "admins",
    { region },
    { outputs: { groupId: known(GROUP_ID) } },
  );
  const membership = resource(
    "aws:identitystore/groupMembership:GroupMembership",
    "admins-ada",
    { region, groupId: known(GROUP_ID) },
    { from: { groupId: [group] } },
  );
  const waitsFor = changes.waitsFor ?? ["admin-boundary", "admin-managed", "admin-customer"];
  const assignment = resource(
    "aws:ssoadmin/accountAssignment:AccountAssignment",
    "assignment",
    {
      region,
      permissionSetArn,
      principalId: known(GROUP_ID),
      principalType: "GROUP",
      targetId: MANAGEMENT,
      ...changes.inputs?.assignment,
    },
    {
      from: { permissionSetArn: [set], principalId: [group] },
      dependsOn: [boundary, inline, managed, customer].filter(({ name }) =>
        waitsFor.includes(name),
      ),
    },
  );
  const all = [center, set, boundary, inline, managed, customer, group, membership, assignment];
  return all.filter(({ name }) => !changes.without?.includes(name));
}

const DENIAL = JSON.stringify({
  Statement: { Effect: "Deny", Action: "ssm:GetParameter*", Resource: "*" },
});
