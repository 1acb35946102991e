/** Previews made by hand, in the form of `pulumi preview --json`. */

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const MANAGEMENT = "000000000001";
const INSTANCE = "arn:aws:sso:::instance/ssoins-1";

export interface TestResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly external?: boolean;
  readonly delete?: boolean;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface TestStep {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: Partial<TestResource>;
  readonly newState?: Partial<TestResource>;
  readonly replaceReasons?: readonly string[];
  readonly diffReasons?: readonly string[];
}

function resource(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  outputs: Record<string, unknown> = {},
  id?: string,
): TestResource {
  return {
    urn: `urn:pulumi:prod::access::${type}::${name}`,
    type,
    custom: !type.startsWith("identity-center:"),
    ...(id !== undefined && { id }),
    inputs,
    outputs: { ...inputs, ...outputs },
  };
}

/** A member account that administers a service for the organization. */
export const registration = (accountId: string, servicePrincipal = "sso.amazonaws.com") =>
  resource(
    "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
    "delegated-administration",
    { accountId, servicePrincipal },
    {},
    `${accountId}/${servicePrincipal}`,
  );

export const arnOf = (set: string) => `arn:aws:sso:::permissionSet/ssoins-1/ps-${set}`;

export const person = (name: string, inputs: Record<string, unknown> = {}) =>
  resource(
    "aws:identitystore/user:User",
    name,
    { userName: name, ...inputs },
    { userId: `u-${name}` },
    `d-1/u-${name}`,
  );
export const group = (name: string) =>
  resource(
    "aws:identitystore/group:Group",
    name,
    { displayName: name },
    { groupId: `g-${name}` },
    `d-1/g-${name}`,
  );
export const member = (name: string, of: string) =>
  resource(
    "aws:identitystore/groupMembership:GroupMembership",
    `${of}/${name}`,
    { groupId: `g-${of}`, memberId: `u-${name}` },
    { membershipId: `m-${of}-${name}` },
    `d-1/m-${of}-${name}`,
  );
export const set = (name: string) =>
  resource(
    "aws:ssoadmin/permissionSet:PermissionSet",
    name,
    { name, instanceArn: INSTANCE },
    { arn: arnOf(name) },
    `${arnOf(name)},${INSTANCE}`,
  );
export const managed = (of: string, ...policies: readonly string[]) =>
  resource(
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
    `${of}-managed`,
    {
      permissionSetArn: arnOf(of),
      managedPolicyArns: policies.map((one) => `arn:aws:iam::aws:policy/${one}`),
    },
    {},
    `${arnOf(of)},${INSTANCE}`,
  );
export const attached = (of: string, policy: string) =>
  resource(
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
    `${of}-${policy}`,
    { permissionSetArn: arnOf(of), managedPolicyArn: `arn:aws:iam::aws:policy/${policy}` },
    {},
    `${policy},${arnOf(of)}`,
  );
export const inline = (of: string, policy: unknown) =>
  resource(
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
    `${of}-inline`,
    {
      permissionSetArn: arnOf(of),
      inlinePolicy: typeof policy === "string" ? policy : JSON.stringify(policy),
    },
    {},
    `${arnOf(of)},${INSTANCE}`,
  );
export const customer = (of: string, name: string) =>
  resource(
    "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
    `${of}-${name}`,
    { permissionSetArn: arnOf(of), customerManagedPolicyReference: { name, path: "/" } },
    {},
    `${name},${arnOf(of)}`,
  );
export const boundary = (of: string, policy: string) =>
  resource(
    "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
    `${of}-boundary`,
    {
      permissionSetArn: arnOf(of),
      permissionsBoundary: { managedPolicyArn: `arn:aws:iam::aws:policy/${policy}` },
    },
    {},
    `${arnOf(of)},${INSTANCE}`,
  );
export const assignment = (
  to: string,
  what: string,
  account: string,
  more: Record<string, unknown> = {},
) =>
  resource(
    "aws:ssoadmin/accountAssignment:AccountAssignment",
    `${to}/${what}/${account}`,
    {
      principalType: "GROUP",
      principalId: `g-${to}`,
      permissionSetArn: arnOf(what),
      targetId: account,
      ...more,
    },
    {},
    `g-${to},GROUP,${account},AWS_ACCOUNT,${arnOf(what)}`,
  );
/** This project's component for a group. */
export const accessGroup = (name: string, administrators: unknown = false) =>
  resource("identity-center:index:AccessGroup", name, { administrators });
export const identityCenter = (managementAccountId: string | undefined = MANAGEMENT) =>
  resource("identity-center:index:IdentityCenter", "identity-center", {}, { managementAccountId });
export const trusted = (servicePrincipal: string) =>
  resource(
    "aws:organizations/awsServiceAccess:AwsServiceAccess",
    `trusted-${servicePrincipal}`,
    { servicePrincipal },
    {},
    servicePrincipal,
  );
export const bucket = (name: string) => resource("aws:s3/bucket:Bucket", name, {}, {}, name);

export const bucketPolicy = (name: string, bucket: string) => ({
  ...resource("aws:s3/bucketPolicy:BucketPolicy", name, { bucket }, {}, bucket),
  retainOnDelete: true,
});

/** A resource below a component. */
export const within = (component: TestResource, one: TestResource): TestResource => ({
  ...one,
  urn: `urn:pulumi:prod::access::${component.type}$${one.type}::${one.urn.split("::").at(-1)}`,
  parent: component.urn,
});

/** As it is before it exists: ids and ARNs aren't known, and where their values come from is. */
export function planned(
  one: TestResource,
  from: Readonly<Record<string, TestResource>> = {},
): TestResource {
  const { id: _id, outputs: _outputs, ...rest } = one;
  return {
    ...rest,
    inputs: {
      ...one.inputs,
      ...Object.fromEntries(Object.keys(from).map((key) => [key, UNKNOWN])),
    },
    outputs: {},
    propertyDependencies: Object.fromEntries(
      Object.entries(from).map(([key, { urn }]) => [key, [urn]]),
    ),
  };
}

export const same = (one: TestResource): TestStep => {
  const { id: _id, outputs: _outputs, ...next } = one;
  return { op: "same", urn: one.urn, oldState: one, newState: next };
};
export const create = (
  one: TestResource,
  from?: Readonly<Record<string, TestResource>>,
): TestStep => ({
  op: "create",
  urn: one.urn,
  newState: planned(one, from),
});
export const remove = (one: TestResource): TestStep => ({
  op: "delete",
  urn: one.urn,
  oldState: one,
});
export const update = (old: TestResource, next: TestResource): TestStep => ({
  op: "update",
  urn: next.urn,
  oldState: old,
  newState: planned(next),
  diffReasons: Object.keys(next.inputs).filter(
    (key) => JSON.stringify(next.inputs[key]) !== JSON.stringify(old.inputs[key]),
  ),
});
export const replace = (one: TestResource, reason = "name"): TestStep[] => [
  {
    op: "create-replacement",
    urn: one.urn,
    oldState: { ...one, delete: true },
    newState: planned(one),
  },
  {
    ...{ op: "replace", urn: one.urn, oldState: { ...one, delete: true }, newState: planned(one) },
    replaceReasons: [reason],
  },
  { op: "delete-replaced", urn: one.urn, oldState: { ...one, delete: true } },
];

/** What the engine counts: not reads, refreshes and the parts of replacements. */
const UNCOUNTED =
  /^(read|refresh|create-replacement|delete-replaced|read-replacement|discard-replaced|import-replacement|remove-pending-replace)$/;

export function preview(...steps: readonly (TestStep | readonly TestStep[])[]) {
  const all = steps.flat() as TestStep[];
  const counted = all.filter(({ op }) => !UNCOUNTED.test(op));
  const byOp = Map.groupBy(counted, ({ op }) => op);
  const changeSummary = Object.fromEntries([...byOp].map(([op, { length }]) => [op, length]));
  return { steps: all, changeSummary };
}
