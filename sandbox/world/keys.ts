import { GetCallerIdentity } from "./callers.ts";
import { isChange } from "./gate.ts";
import { theOrganization } from "./instances.ts";
import { type KeyCaller, keyVerdict } from "./keyPolicies.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type Instance = Tables["instances"];
/** Identity Center's two services, by the name that AWS's service principals begin with. */
type Service = "sso" | "identitystore";

/** What looks for the instance itself, or repairs its encryption: taken to need no key, since no page of AWS's says so. */
const withoutKey = new Set(["DescribeInstance", "UpdateInstance", "DeleteInstance"]);
const reading = ["kms:Decrypt"];
const changing = [...reading, "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"];
const byServices = [
  ...["kms:DescribeKey", "kms:Decrypt", "kms:ReEncryptTo", "kms:ReEncryptFrom"],
  "kms:GenerateDataKeyWithoutPlaintext",
];

/**
 * Identity Center uses the key that encrypts it with its caller's rights, and refuses the call where KMS does (IAM
 * Identity Center User Guide, "Troubleshoot customer managed keys"; what changes something also encrypts).
 *
 * @throws ServiceError with KMS's reason
 */
export function useKey(tx: Transaction, operation: string, request: unknown): void {
  if (withoutKey.has(operation)) return;
  const { InstanceArn, IdentityStoreId } = request as Partial<Record<string, string>>;
  const service = InstanceArn === undefined ? "identitystore" : "sso";
  const instance = tx
    .rows("instances")
    .find(({ arn, identityStoreId }) => arn === InstanceArn || identityStoreId === IdentityStoreId);
  if (instance?.keyArn === undefined || instance.region !== tx.region) return;
  const key = usableKey(tx, instance.keyArn, service);
  refuseCaller(tx, instance, key, service, isChange(operation) ? changing : reading);
}

/**
 * A key that may encrypt the instance, for the caller and for Identity Center itself (IAM Identity Center API,
 * UpdateInstance).
 *
 * @throws ServiceError with KMS's reason
 */
export function refuseKey(tx: Transaction, instance: Instance, keyArn: string): void {
  const [, , , region, account] = keyArn.split(":");
  if (region !== instance.region || account !== theOrganization(tx).managementAccount) {
    throw new ServiceError(
      "ValidationException",
      `KMS key ${keyArn} must be in the Region and the account of the IAM Identity Center instance`,
    );
  }
  const key = usableKey(tx, keyArn, "sso");
  for (const service of ["sso", "identitystore"] as const) {
    refuseCaller(tx, instance, key, service, ["kms:DescribeKey", ...changing]);
    refuseService(tx, instance, key, service);
  }
}

/**
 * A multi-Region key's replica in a Region, with the policy of its primary key.
 *
 * @throws ServiceError where there is none
 */
export function refuseWithoutReplica(tx: Transaction, keyArn: string, region: string): void {
  const [, , , home = ""] = keyArn.split(":");
  const { replicas } = usableKey(tx, keyArn, "sso");
  if (replicas.includes(region)) return;
  throw notThere(keyArn.replace(`:${home}:`, `:${region}:`), "sso");
}

function usableKey(tx: Transaction, arn: string, service: Service): Tables["keys"] {
  const key = tx.get("keys", arn);
  if (!key) throw notThere(arn, service);
  if (key.state === "Enabled") return key;
  const isDisabled = key.state === "Disabled";
  throw new ServiceError(
    "ValidationException",
    `${arn} is ${isDisabled ? "disabled" : "pending deletion"}.`,
    { reason: reason(isDisabled ? "Disabled" : "InvalidState", service) },
  );
}

function notThere(arn: string, service: Service): ServiceError {
  const why = service === "sso" ? "KMS_NotFoundException" : "KMS_KEY_NOT_FOUND";
  return new ServiceError("ResourceNotFoundException", `Key '${arn}' does not exist`, {
    reason: why,
  });
}

function refuseCaller(
  tx: Transaction,
  instance: Instance,
  key: Tables["keys"],
  service: Service,
  actions: readonly string[],
): void {
  const { Account, Arn } = GetCallerIdentity(tx, {});
  const [, partition] = Arn.split(":");
  const role = /:assumed-role\/([^/]+)\//.exec(Arn)?.[1];
  const arns = [
    Arn,
    ...(role === undefined ? [] : [`arn:${partition}:iam::${Account}:role/${role}`]),
  ];
  const caller: KeyCaller = { account: Account, arns };
  const { callerPolicy } = theOrganization(tx);
  const isOwn = key.arn.split(":")[4] === Account;
  for (const action of actions) {
    const context = contextOf(tx, instance, service, Account);
    const use = { action, keyArn: key.arn, caller, context };
    const ofKey = keyVerdict(key.policy, use);
    const own = callerPolicy === undefined ? everything : keyVerdict(callerPolicy, use);
    // In the key's account either policy is enough that names the role; elsewhere both are wanted.
    const isAllowed =
      (ofKey.isAllowed && (isOwn || own.isAllowed)) || (ofKey.isLeftToAccount && own.isAllowed);
    if (isAllowed && !ofKey.isDenied && !own.isDenied) continue;
    const policy = !ofKey.isAllowed && !ofKey.isLeftToAccount ? "resource" : "identity";
    const why =
      ofKey.isDenied || own.isDenied
        ? `with an explicit deny in ${ofKey.isDenied ? "a resource" : "an identity"}-based policy`
        : `because no ${policy}-based policy allows the ${action} action`;
    throw new ServiceError(
      "AccessDeniedException",
      `User: ${Arn} is not authorized to perform: ${action} on the resource associated with this ciphertext ${why}`,
      { reason: reason("AccessDenied", service) },
    );
  }
}

const everything = { isAllowed: true, isDenied: false };

function refuseService(
  tx: Transaction,
  instance: Instance,
  key: Tables["keys"],
  service: Service,
): void {
  const caller: KeyCaller = { service: `${service}.amazonaws.com` };
  const { managementAccount } = theOrganization(tx);
  const context = new Map([
    ...contextOf(tx, instance, service, managementAccount),
    ["aws:sourceaccount", [managementAccount]] as const,
  ]);
  for (const action of byServices) {
    const { isAllowed, isDenied } = keyVerdict(key.policy, {
      action,
      keyArn: key.arn,
      caller,
      context,
    });
    if (isAllowed && !isDenied) continue;
    throw new ServiceError(
      "AccessDeniedException",
      `${caller.service} is not authorized to perform: ${action} on resource: ${key.arn}`,
      { reason: reason("AccessDenied", service) },
    );
  }
}

/** What KMS sees of a request that a service makes of it for somebody. */
function contextOf(tx: Transaction, instance: Instance, service: Service, account: string) {
  const [, partition] = instance.arn.split(":");
  const { managementAccount } = theOrganization(tx);
  const store = `arn:${partition}:identitystore::${managementAccount}:identitystore/${instance.identityStoreId}`;
  const [name, value] =
    service === "sso"
      ? ["aws:sso:instance-arn", instance.arn]
      : ["aws:identitystore:identitystore-arn", store];
  return new Map<string, readonly string[]>([
    ["kms:viaservice", [`${service}.${instance.region}.amazonaws.com`]],
    ["kms:calleraccount", [account]],
    ["aws:principalaccount", [account]],
    ["kms:encryptioncontextkeys", [name]],
    [`kms:encryptioncontext:${name}`, [value]],
  ]);
}

/** As the two services spell KMS's reasons (their service models). */
function reason(what: "AccessDenied" | "Disabled" | "InvalidState", service: Service): string {
  if (service === "sso") return `KMS_${what}Exception`;
  const words = {
    AccessDenied: "ACCESS_DENIED",
    Disabled: "DISABLED",
    InvalidState: "INVALID_STATE",
  };
  return `KMS_${words[what]}`;
}
