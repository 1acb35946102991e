import {
  iamPrincipals,
  iamUsers,
  mfaDevice,
  namedPrincipal,
  noSuchEntity,
  userView,
} from "./iamPrincipals.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

type None = Record<string, never>;
interface OfUser {
  UserName?: string;
}

/** Facts about the root user are ones and zeros here. */
export function GetAccountSummary(tx: Transaction, _request: None) {
  const [root, ...users] = iamPrincipals(tx);
  const devices = iamPrincipals(tx).filter(({ mfa }) => mfa).length;
  return {
    SummaryMap: {
      Users: users.length,
      Groups: 0,
      Roles: 0,
      Policies: 0,
      MFADevices: devices,
      MFADevicesInUse: devices,
      AccountMFAEnabled: Number(root?.mfa),
      AccountPasswordPresent: Number(root?.password),
      AccountAccessKeysPresent: Math.min(1, root?.accessKeys.length ?? 0),
      AccountSigningCertificatesPresent: 0,
    },
  };
}

/** The identity store has a ListUsers of its own. */
export function ListIamUsers(tx: Transaction, _request: { PathPrefix?: string }) {
  return { Users: iamUsers(tx).map(userView) };
}

export function GetUser(tx: Transaction, request: OfUser) {
  return { User: userView(namedPrincipal(tx, request.UserName)) };
}

/** Of users who have a password. */
export function GetLoginProfile(tx: Transaction, request: OfUser) {
  const { name, password, createdOn } = namedPrincipal(tx, request.UserName);
  if (!password) throw noSuchEntity(`Login Profile for User ${name} cannot be found.`);
  return { LoginProfile: { UserName: name, CreateDate: createdOn, PasswordResetRequired: false } };
}

export function ListAccessKeys(tx: Transaction, request: OfUser) {
  const { name, accessKeys } = namedPrincipal(tx, request.UserName);
  return {
    AccessKeyMetadata: accessKeys.map(({ id, active, createdOn }) => ({
      UserName: name,
      AccessKeyId: id,
      Status: active ? "Active" : "Inactive",
      CreateDate: createdOn,
    })),
  };
}

/** `N/A` of one that never was used. */
export function GetAccessKeyLastUsed(tx: Transaction, request: { AccessKeyId: string }) {
  for (const { name, accessKeys } of iamPrincipals(tx)) {
    const key = accessKeys.find(({ id }) => id === request.AccessKeyId);
    if (!key) continue;
    const used = key.lastUsedOn
      ? { LastUsedDate: key.lastUsedOn, ServiceName: "sts", Region: "us-east-1" }
      : { ServiceName: "N/A", Region: "N/A" };
    return { UserName: name, AccessKeyLastUsed: used };
  }
  throw new ServiceError(
    "AccessDeniedException",
    `not authorized to perform iam:GetAccessKeyLastUsed on ${request.AccessKeyId}`,
  );
}

export function ListMFADevices(tx: Transaction, request: OfUser) {
  const principal = namedPrincipal(tx, request.UserName);
  if (!principal.mfa) return { MFADevices: [] };
  const SerialNumber = mfaDevice(tx, principal);
  return {
    MFADevices: [{ UserName: principal.name, SerialNumber, EnableDate: principal.createdOn }],
  };
}

/** The root user's is here, and nowhere else. */
export function ListVirtualMFADevices(
  tx: Transaction,
  request: { AssignmentStatus?: "Assigned" | "Unassigned" | "Any" },
) {
  if (request.AssignmentStatus === "Unassigned") return { VirtualMFADevices: [] };
  const withDevice = iamPrincipals(tx).filter(({ mfa }) => mfa);
  return {
    VirtualMFADevices: withDevice.map((principal) => ({
      SerialNumber: mfaDevice(tx, principal),
      User: userView(principal),
      EnableDate: principal.createdOn,
    })),
  };
}

/** No account here has an alias. */
export function ListAccountAliases(_tx: Transaction, _request: None) {
  return { AccountAliases: [] as string[] };
}
