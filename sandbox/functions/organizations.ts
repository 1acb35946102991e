import type { World } from "../world/world.ts";

interface ApiAccount {
  Id: string;
  Arn: string;
  Name: string;
  Email: string;
  State: string;
  Status: string;
  JoinedMethod: string;
  JoinedTimestamp: string;
}

/** The provider tolerates that a member account may not list: it gets the description alone. */
export function getOrganization(world: World, args: { returnOrganizationOnly?: boolean }) {
  const { Organization } = world.call("DescribeOrganization", {});
  const described = {
    id: Organization.Id,
    arn: Organization.Arn,
    featureSet: Organization.FeatureSet,
    masterAccountArn: Organization.MasterAccountArn,
    masterAccountEmail: Organization.MasterAccountEmail,
    masterAccountId: Organization.MasterAccountId,
    masterAccountName: Organization.MasterAccountName,
    awsServiceAccessPrincipals: [] as string[],
    enabledPolicyTypes: [] as string[],
    accounts: [] as Account[],
    nonMasterAccounts: [] as Account[],
    roots: [] as { id: string; arn: string; name: string; policyTypes: unknown[] }[],
  };
  if (args.returnOrganizationOnly) return { ...described, returnOrganizationOnly: true };
  try {
    const accounts = world.call("ListAccounts", {}).Accounts.map(account);
    const roots = world.call("ListRoots", {}).Roots;
    const trusted = world.call("ListAWSServiceAccessForOrganization", {}).EnabledServicePrincipals;
    return {
      ...described,
      awsServiceAccessPrincipals: trusted.map(({ ServicePrincipal }) => ServicePrincipal),
      enabledPolicyTypes: roots
        .flatMap(({ PolicyTypes }) => PolicyTypes)
        .filter(({ Status }) => Status === "ENABLED")
        .map(({ Type }) => Type),
      accounts,
      nonMasterAccounts: accounts.filter((one) => one.id !== Organization.MasterAccountId),
      roots: roots.map(({ Id, Arn, Name, PolicyTypes }) => ({
        ...{ id: Id, arn: Arn, name: Name },
        policyTypes: PolicyTypes.map(({ Type, Status }) => ({ type: Type, status: Status })),
      })),
    };
  } catch (error) {
    if ((error as Error).name !== "AccessDeniedException") throw error;
    return described;
  }
}

export function getPolicies(world: World, args: { filter: string }) {
  const { Policies } = world.call("ListPolicies", { Filter: args.filter });
  return { id: args.filter, filter: args.filter, ids: Policies.map(({ Id }) => Id) };
}

export function getPolicy(world: World, args: { policyId: string }) {
  const { PolicySummary: policy, Content } = world.call("DescribePolicy", {
    PolicyId: args.policyId,
  }).Policy;
  return {
    ...args,
    id: args.policyId,
    arn: policy.Arn,
    awsManaged: policy.AwsManaged,
    content: Content,
    description: policy.Description ?? "",
    name: policy.Name,
    type: policy.Type,
  };
}

export function getPoliciesForTarget(world: World, args: { filter: string; targetId: string }) {
  const { filter: Filter, targetId: TargetId } = args;
  const { Policies } = world.call("ListPoliciesForTarget", { Filter, TargetId });
  return { ...args, id: TargetId, ids: Policies.map(({ Id }) => Id) };
}

/** Direct children. */
export function getOrganizationalUnits(world: World, { parentId }: { parentId: string }) {
  const units = world.call("ListOrganizationalUnitsForParent", { ParentId: parentId });
  const children = units.OrganizationalUnits.map(({ Id, Arn, Name }) => ({
    id: Id,
    arn: Arn,
    name: Name,
  }));
  return { id: parentId, parentId, children };
}

export function getOrganizationalUnit(
  world: World,
  { parentId, name }: { parentId: string; name: string },
) {
  const found = getOrganizationalUnits(world, { parentId }).children.find(
    (unit) => unit.name === name,
  );
  if (found) return { ...found, parentId };
  throw new Error(
    `reading Organizations Organizational Unit (${name}) under parent (${parentId}): couldn't find resource`,
  );
}

/** Accounts directly below. */
export function getOrganizationalUnitChildAccounts(
  world: World,
  { parentId }: { parentId: string },
) {
  const { Accounts } = world.call("ListAccountsForParent", { ParentId: parentId });
  return { id: parentId, parentId, accounts: Accounts.map(account) };
}

/** Accounts below, at any depth, suspended ones too. */
export function getOrganizationalUnitDescendantAccounts(
  world: World,
  { parentId }: { parentId: string },
) {
  const accountsBelow = (parent: string): Account[] => {
    const direct = getOrganizationalUnitChildAccounts(world, { parentId: parent }).accounts;
    const units = getOrganizationalUnits(world, { parentId: parent }).children;
    return [...direct, ...units.flatMap((unit) => accountsBelow(unit.id))];
  };
  return { id: parentId, parentId, accounts: accountsBelow(parentId) };
}

export function getResourceTags(world: World, { resourceId }: { resourceId: string }) {
  const { Tags } = world.call("ListOrganizationTags", { ResourceId: resourceId });
  const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  return { id: resourceId, resourceId, tags };
}

export function getDelegatedAdministrators(
  world: World,
  { servicePrincipal }: { servicePrincipal?: string },
) {
  const { DelegatedAdministrators: list } = world.call(
    "ListDelegatedAdministrators",
    servicePrincipal ? { ServicePrincipal: servicePrincipal } : {},
  );
  return {
    id: world.call("GetCallerIdentity", {}).Account,
    ...(servicePrincipal ? { servicePrincipal } : {}),
    delegatedAdministrators: list.map(({ DelegationEnabledDate, ...one }) => {
      const { state: _, ...rest } = account(one);
      return { ...rest, delegationEnabledDate: DelegationEnabledDate };
    }),
  };
}

type Account = ReturnType<typeof account>;

function account(one: ApiAccount) {
  return {
    id: one.Id,
    arn: one.Arn,
    name: one.Name,
    email: one.Email,
    state: one.State,
    status: one.Status,
    joinedMethod: one.JoinedMethod,
    joinedTimestamp: one.JoinedTimestamp,
  };
}
