import type { CustomerManagedPolicyReference, ProvisioningStatus } from "@aws-sdk/client-sso-admin";
import { isGone } from "../liveError.ts";
import type {
  LivePermissionSet,
  PermissionsBoundary,
  PolicyReference,
  SetSettings,
  Tags,
} from "../liveOrganization.ts";
import { section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

interface SetRequest {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

/** AWS's maximum. */
const MaxResults = 100;

/** All of one permission set. It throws where AWS doesn't find the set. */
export async function readContent(
  session: Session,
  request: SetRequest,
): Promise<LivePermissionSet> {
  return {
    arn: request.PermissionSetArn,
    settings: await section(() => settings(session, request)),
    tags: await section(() => tags(session, request)),
    managedPolicies: await section(() => managedPolicies(session, request)),
    customerManagedPolicies: await section(() => customerManagedPolicies(session, request)),
    inlinePolicy: await section(() => inlinePolicy(session, request)),
    permissionsBoundary: await section(() => permissionsBoundary(session, request)),
    accounts: await section(() => accounts(session, request)),
    accountsBehind: await section(() => accountsBehind(session, request)),
  };
}

export async function settings({ ssoAdmin }: Session, request: SetRequest): Promise<SetSettings> {
  const { PermissionSet: set } = await ssoAdmin.describePermissionSet(request);
  return {
    name: set?.Name ?? "",
    description: set?.Description,
    sessionDuration: set?.SessionDuration,
    relayState: set?.RelayState,
  };
}

async function tags({ ssoAdmin }: Session, request: SetRequest): Promise<Tags> {
  const { InstanceArn, PermissionSetArn: ResourceArn } = request;
  const found = await allPages(
    (NextToken) => ssoAdmin.listTagsForResource({ InstanceArn, ResourceArn, NextToken }),
    ({ Tags }) => Tags,
  );
  return Object.fromEntries(found.map(({ Key, Value }) => [Key ?? "", Value ?? ""]));
}

async function managedPolicies({ ssoAdmin }: Session, request: SetRequest): Promise<string[]> {
  const found = await allPages(
    (NextToken) =>
      ssoAdmin.listManagedPoliciesInPermissionSet({ ...request, MaxResults, NextToken }),
    ({ AttachedManagedPolicies }) => AttachedManagedPolicies,
  );
  return found.flatMap(({ Arn }) => Arn ?? []);
}

async function customerManagedPolicies(
  { ssoAdmin }: Session,
  request: SetRequest,
): Promise<PolicyReference[]> {
  const found = await allPages(
    (NextToken) =>
      ssoAdmin.listCustomerManagedPolicyReferencesInPermissionSet({
        ...request,
        MaxResults,
        NextToken,
      }),
    ({ CustomerManagedPolicyReferences }) => CustomerManagedPolicyReferences,
  );
  return found.map(reference);
}

/** AWS answers an empty text where there is none. */
async function inlinePolicy(
  { ssoAdmin }: Session,
  request: SetRequest,
): Promise<string | undefined> {
  const { InlinePolicy } = await ssoAdmin.getInlinePolicyForPermissionSet(request);
  return InlinePolicy || undefined;
}

/** AWS answers ResourceNotFoundException where there is none. */
async function permissionsBoundary(
  { ssoAdmin }: Session,
  request: SetRequest,
): Promise<PermissionsBoundary | undefined> {
  try {
    const answer = await ssoAdmin.getPermissionsBoundaryForPermissionSet(request);
    const { ManagedPolicyArn, CustomerManagedPolicyReference } = answer.PermissionsBoundary ?? {};
    if (ManagedPolicyArn) return { managedPolicyArn: ManagedPolicyArn };
    if (!CustomerManagedPolicyReference) return undefined;
    return { customerManagedPolicy: reference(CustomerManagedPolicyReference) };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function reference({ Name, Path }: CustomerManagedPolicyReference): PolicyReference {
  return { name: Name ?? "", path: Path ?? "/" };
}

/** Ids of accounts whose role isn't as the set is now. */
export async function accountsBehind(session: Session, request: SetRequest): Promise<string[]> {
  return await accounts(session, request, "LATEST_PERMISSION_SET_NOT_PROVISIONED");
}

async function accounts(
  { ssoAdmin }: Session,
  request: SetRequest,
  status?: ProvisioningStatus,
): Promise<string[]> {
  return await allPages(
    (NextToken) =>
      ssoAdmin.listAccountsForProvisionedPermissionSet({
        ...request,
        MaxResults,
        ...(status ? { ProvisioningStatus: status } : {}),
        NextToken,
      }),
    ({ AccountIds }) => AccountIds,
  );
}
