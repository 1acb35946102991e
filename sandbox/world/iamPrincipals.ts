import type { AccessKey } from "../organizationFacts.ts";
import { hex } from "./identifiers.ts";
import { theOrganization } from "./instances.ts";
import { partition } from "./organization.ts";
import { rootKeys, rootUser } from "./rootUsers.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** A user of IAM, or the root user, as IAM's operations see both. */
export interface IamPrincipal {
  readonly account: string;
  /** `<root_account>` of the root user, as the credential report calls it. */
  readonly name: string;
  readonly path?: string | undefined;
  readonly arn: string;
  readonly isRoot: boolean;
  /** YYYY-MM-DD. */
  readonly createdOn: string;
  readonly password: boolean;
  readonly passwordLastUsedOn?: string | undefined;
  readonly mfa: boolean;
  readonly accessKeys: readonly (AccessKey & { readonly id: string })[];
}

/** All of the caller's account, the root user first. */
export function iamPrincipals(tx: Transaction): IamPrincipal[] {
  return [rootPrincipal(tx), ...iamUsers(tx)];
}

export function iamUsers(tx: Transaction): IamPrincipal[] {
  const account = theOrganization(tx).callerAccount;
  return tx.rows("iamUsers", `${account}|`).map((user) => ({
    ...user,
    arn: `arn:${partition(tx)}:iam::${account}:user${user.path ?? "/"}${user.name}`,
    isRoot: false,
    accessKeys: withIds(account, user.name, user.accessKeys),
  }));
}

function rootPrincipal(tx: Transaction): IamPrincipal {
  const account = theOrganization(tx).callerAccount;
  const root = rootUser(tx, account);
  const name = "<root_account>";
  return {
    account,
    name,
    arn: `arn:${partition(tx)}:iam::${account}:root`,
    isRoot: true,
    createdOn: "2026-01-01",
    password: root.password,
    mfa: root.mfa,
    accessKeys: withIds(account, name, rootKeys(root)),
  };
}

/**
 * The user that a request names; without a name the caller itself, which only the root user is here.
 * @throws ServiceError as IAM answers it
 */
export function namedPrincipal(tx: Transaction, name: string | undefined): IamPrincipal {
  if (name === undefined) {
    if (tx.isRoot) return rootPrincipal(tx);
    const why = "Must specify userName when calling with non-User credentials";
    throw new ServiceError("ValidationException", why);
  }
  const found = iamUsers(tx).find((user) => user.name === name);
  if (found) return found;
  throw noSuchEntity(`The user with name ${name} cannot be found.`);
}

export function noSuchEntity(message: string): ServiceError {
  return new ServiceError("NoSuchEntityException", message);
}

/** The serial number of a principal's MFA device: a virtual one. */
export function mfaDevice(tx: Transaction, { account, name, isRoot }: IamPrincipal): string {
  const device = isRoot ? "root-account-mfa-device" : name;
  return `arn:${partition(tx)}:iam::${account}:mfa/${device}`;
}

function withIds(account: string, name: string, keys: readonly AccessKey[]) {
  return keys.map((key, index) => {
    const tail = hex(`access key ${account} ${name} ${index}`, 4).toUpperCase();
    return { ...key, id: key.id ?? `AKIA${account}${tail}` };
  });
}

/** As IAM answers it. */
export function userView({
  account,
  name,
  path = "/",
  arn,
  isRoot,
  createdOn,
  passwordLastUsedOn,
}: IamPrincipal) {
  const UserId = isRoot ? account : `AIDA${hex(`user ${account} ${name}`, 17).toUpperCase()}`;
  return {
    Path: path,
    ...(isRoot ? {} : { UserName: name }),
    UserId,
    Arn: arn,
    CreateDate: createdOn,
    ...(passwordLastUsedOn ? { PasswordLastUsed: passwordLastUsedOn } : {}),
  };
}
