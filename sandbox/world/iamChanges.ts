import type { AccessKey, IamUser } from "../organizationFacts.ts";
import { putOwn, removeOwn } from "./followed.ts";
import { ListGroupsForUser } from "./iamGroups.ts";
import { checkName, checkPath, isTaken, limited, refuseMore } from "./iamLimits.ts";
import {
  type IamPrincipal,
  iamUsers,
  namedPrincipal,
  noSuchEntity,
  userView,
} from "./iamPrincipals.ts";
import { hex } from "./identifiers.ts";
import { theOrganization } from "./instances.ts";
import { rootUser } from "./rootUsers.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

interface OfUser {
  UserName?: string;
}
interface OfKey extends OfUser {
  AccessKeyId: string;
}

/** Keys that a user may have at once (IAM User Guide, "IAM and AWS STS quotas"). */
const MAXIMUM_KEYS = 2;

/** The identity store has a CreateUser of its own. */
export function CreateIamUser(tx: Transaction, request: { UserName: string; Path?: string }) {
  const account = theOrganization(tx).callerAccount;
  const name = request.UserName;
  checkName("userName", name);
  checkPath(request.Path);
  const names = iamUsers(tx).map((user) => user.name);
  if (isTaken(name, names)) throw alreadyExists(`User with name ${name} already exists.`);
  refuseMore("UsersPerAccount", names.length);
  const user = {
    ...{ account, name, createdOn: dayOf(tx), password: false, mfa: false, accessKeys: [] },
    ...(request.Path === undefined ? {} : { path: request.Path }),
  };
  putOwn(tx, "iamUsers", `${account}|${name}`, user);
  return { User: userView(namedPrincipal(tx, name)) };
}

/** The identity store has a DeleteUser of its own. */
export function DeleteIamUser(tx: Transaction, request: { UserName: string }) {
  const { account, name, password, mfa, accessKeys } = namedPrincipal(tx, request.UserName);
  const inGroups = ListGroupsForUser(tx, { UserName: name }).Groups.length > 0;
  if (password || mfa || accessKeys.length > 0 || inGroups) {
    const what = inGroups ? "users from group" : "login profile, access keys and MFA devices";
    throw new ServiceError(
      "DeleteConflictException",
      `Cannot delete entity, must remove ${what} first.`,
    );
  }
  removeOwn(tx, "iamUsers", `${account}|${name}`);
  return {};
}

export function CreateLoginProfile(
  tx: Transaction,
  request: OfUser & { Password?: string; PasswordResetRequired?: boolean },
) {
  const user = namedPrincipal(tx, request.UserName);
  if (user.password) throw alreadyExists(`Login Profile for user ${user.name} already exists.`);
  change(tx, user, { password: true });
  return {
    LoginProfile: { UserName: user.name, CreateDate: tx.now, PasswordResetRequired: false },
  };
}

/** Of the root user too, for who is that in a session for the task. */
export function DeleteLoginProfile(tx: Transaction, request: OfUser) {
  const user = namedPrincipal(tx, request.UserName);
  if (!user.password) throw noSuchEntity(`Login Profile for User ${user.name} cannot be found.`);
  change(tx, user, { password: false });
  return {};
}

export function CreateAccessKey(tx: Transaction, request: OfUser) {
  const user = namedPrincipal(tx, request.UserName);
  if (user.accessKeys.length >= MAXIMUM_KEYS) {
    throw limited(`Cannot exceed quota for AccessKeysPerUser: ${MAXIMUM_KEYS}`);
  }
  const seed = `made access key ${user.account} ${user.name}`;
  const tail = hex(`${seed} ${tx.generation(seed)}`, 4).toUpperCase();
  const id = `AKIA${user.account}${tail}`;
  change(tx, user, {
    accessKeys: [...user.accessKeys, { id, active: true, createdOn: dayOf(tx) }],
  });
  // Of the root user's keys only their number is kept.
  const made = namedPrincipal(tx, request.UserName).accessKeys.at(-1);
  return {
    AccessKey: {
      UserName: user.name,
      AccessKeyId: made?.id,
      Status: "Active",
      SecretAccessKey: "example",
      CreateDate: tx.now,
    },
  };
}

export function UpdateAccessKey(tx: Transaction, request: OfKey & { Status: string }) {
  const { user, others, key } = wantedKey(tx, request);
  change(tx, user, { accessKeys: [...others, { ...key, active: request.Status === "Active" }] });
  return {};
}

export function DeleteAccessKey(tx: Transaction, request: OfKey) {
  const { user, others } = wantedKey(tx, request);
  change(tx, user, { accessKeys: others });
  return {};
}

/** Devices aren't kept but where they are enabled. */
export function EnableMFADevice(
  tx: Transaction,
  request: { UserName: string; SerialNumber: string },
) {
  const user = namedPrincipal(tx, request.UserName);
  if (user.mfa) throw alreadyExists(`MFA device already exists for user ${user.name}.`);
  change(tx, user, { mfa: true });
  return {};
}

export function DeactivateMFADevice(tx: Transaction, request: OfUser & { SerialNumber: string }) {
  const user = namedPrincipal(tx, request.UserName);
  if (!user.mfa) throw noSuchEntity(`MFA Device invalid for user ${user.name}.`);
  change(tx, user, { mfa: false });
  return {};
}

type Credentials = Partial<Pick<IamUser, "password" | "mfa" | "accessKeys">>;

function change(tx: Transaction, { account, name, isRoot }: IamPrincipal, made: Credentials): void {
  if (isRoot) {
    const { accessKeys: keys, ...others } = made;
    const accessKeys = keys ? { accessKeys: keys.length } : {};
    putOwn(tx, "rootUsers", account, { ...rootUser(tx, account), ...others, ...accessKeys });
    return;
  }
  const key = `${account}|${name}`;
  const user = tx.get("iamUsers", key) as IamUser;
  putOwn(tx, "iamUsers", key, { ...user, ...made });
}

function wantedKey(tx: Transaction, { UserName, AccessKeyId }: OfKey) {
  const user = namedPrincipal(tx, UserName);
  const key = user.accessKeys.find(({ id }) => id === AccessKeyId);
  if (!key) throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
  const others: readonly AccessKey[] = user.accessKeys.filter((one) => one !== key);
  return { user, key, others };
}

function alreadyExists(message: string): ServiceError {
  return new ServiceError("EntityAlreadyExistsException", message);
}

function dayOf(tx: Transaction): string {
  return new Date(tx.now).toISOString().slice(0, 10);
}
