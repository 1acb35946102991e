import { encryptionOf } from "./instanceEncryption.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

/** Identity Center instances that the caller sees in the call's Region. */
export function ListInstances(tx: Transaction, _request: Record<string, never>) {
  const instances = tx.rows("instances").filter((instance) => instance.region === tx.region);
  return {
    Instances: instances.map((instance) => instanceView(tx, instance)),
  };
}

/** Anybody in the organization may ask; in another Region it isn't there. */
export function DescribeInstance(tx: Transaction, request: { InstanceArn: string }) {
  const instance = tx.get("instances", request.InstanceArn);
  if (!instance || instance.region !== tx.region) {
    throw notFound(`Instance ${request.InstanceArn} in ${tx.region}`);
  }
  return {
    ...instanceView(tx, instance),
    EncryptionConfigurationDetails: encryptionOf(tx, instance),
    PermissionSetsEnabled: instance.kind === "organization",
  };
}

function instanceView(tx: Transaction, instance: Tables["instances"]) {
  const { callerAccount, managementAccount } = theOrganization(tx);
  return {
    InstanceArn: instance.arn,
    IdentityStoreId: instance.identityStoreId,
    OwnerAccountId: instance.kind === "organization" ? managementAccount : callerAccount,
    CreatedDate: "2026-01-01T00:00:00.000Z",
    Status: "ACTIVE",
    PrimaryRegion: instance.region,
  };
}

/** The instance, for a call that manages permission sets: the Region, the kind and the caller must be right. */
export function managedInstance(tx: Transaction, arn: string): Tables["instances"] {
  const instance = tx.get("instances", arn);
  if (!instance || instance.region !== tx.region) throw notFound(`Instance ${arn} in ${tx.region}`);
  if (instance.kind === "account") {
    throw new ServiceError(
      "AccessDeniedException",
      "permission sets and account assignments are not supported by an account instance of IAM Identity Center",
    );
  }
  const organization = theOrganization(tx);
  const caller = organization.callerAccount;
  if (caller !== organization.managementAccount && !isDelegated(organization, caller)) {
    throw new ServiceError(
      "AccessDeniedException",
      `account ${caller} is neither the management account nor a delegated administrator of sso.amazonaws.com`,
    );
  }
  return instance;
}

/**
 * A delegated administrator cannot touch what is provisioned in the management account
 * (IAM Identity Center User Guide, "Delegated administration").
 */
export function refuseManagementAccount(tx: Transaction, account: string): void {
  const organization = theOrganization(tx);
  if (organization.callerAccount === organization.managementAccount) return;
  if (account !== organization.managementAccount) return;
  throw new ServiceError(
    "AccessDeniedException",
    `delegated administrator ${organization.callerAccount} cannot manage assignments in the management account ${account}`,
  );
}

/** Nor any permission set that is provisioned there, wherever it is to be used (the same page). */
export function refuseProvisionedInManagement(tx: Transaction, permissionSetArn: string): void {
  const { callerAccount, managementAccount } = theOrganization(tx);
  if (callerAccount === managementAccount) return;
  if (!tx.get("provisioned", `${permissionSetArn}|${managementAccount}`)) return;
  throw new ServiceError(
    "AccessDeniedException",
    `delegated administrator ${callerAccount} is not authorized to manage ${permissionSetArn}, which is provisioned in the management account ${managementAccount}`,
  );
}

export function theOrganization(tx: Transaction): Tables["organization"] {
  const organization = tx.get("organization", "organization");
  if (!organization) throw new ServiceError("AWSOrganizationsNotInUseException", "no organization");
  return tx.account === undefined ? organization : { ...organization, callerAccount: tx.account };
}

function isDelegated(organization: Tables["organization"], account: string): boolean {
  return organization.delegatedAdministrators.some(
    (administrator) =>
      administrator.account === account && administrator.service === "sso.amazonaws.com",
  );
}

interface AttributesRequest {
  InstanceArn: string;
  InstanceAccessControlAttributeConfiguration: {
    AccessControlAttributes: { Key: string; Value: { Source: string[] } }[];
  };
}

export function CreateInstanceAccessControlAttributeConfiguration(
  tx: Transaction,
  request: AttributesRequest,
) {
  managedInstance(tx, request.InstanceArn);
  if (tx.get("accessControlAttributes", request.InstanceArn)) {
    throw new ServiceError(
      "ConflictException",
      "Instance is already enabled for attributes for access control",
    );
  }
  tx.put("accessControlAttributes", request.InstanceArn, attributesOf(request));
  return {};
}

export function UpdateInstanceAccessControlAttributeConfiguration(
  tx: Transaction,
  request: AttributesRequest,
) {
  attributesOfInstance(tx, request.InstanceArn);
  tx.put("accessControlAttributes", request.InstanceArn, attributesOf(request));
  return {};
}

export function DescribeInstanceAccessControlAttributeConfiguration(
  tx: Transaction,
  request: { InstanceArn: string },
) {
  const { attributes } = attributesOfInstance(tx, request.InstanceArn);
  return {
    Status: "ENABLED",
    InstanceAccessControlAttributeConfiguration: {
      AccessControlAttributes: attributes.map(({ Key, Source }) => ({ Key, Value: { Source } })),
    },
  };
}

export function DeleteInstanceAccessControlAttributeConfiguration(
  tx: Transaction,
  request: { InstanceArn: string },
) {
  attributesOfInstance(tx, request.InstanceArn);
  tx.remove("accessControlAttributes", request.InstanceArn);
  return {};
}

function attributesOf(request: AttributesRequest): Tables["accessControlAttributes"] {
  const { AccessControlAttributes } = request.InstanceAccessControlAttributeConfiguration;
  return {
    attributes: AccessControlAttributes.map(({ Key, Value }) => ({ Key, Source: Value.Source })),
  };
}

function attributesOfInstance(tx: Transaction, arn: string): Tables["accessControlAttributes"] {
  managedInstance(tx, arn);
  const found = tx.get("accessControlAttributes", arn);
  if (!found) throw notFound(`attributes for access control of ${arn}`);
  return found;
}
