import { ServiceError } from "./serviceError.ts";

/** Quotas of an account, by the name that IAM has for each in its refusal ("IAM and AWS STS quotas"). */
const quotas = {
  GroupsPerAccount: 300,
  GroupsPerUser: 10,
  RolesPerAccount: 1000,
  SAMLProvidersPerAccount: 100,
  UsersPerAccount: 5000,
} as const;

/** Characters of a name (IAM API Reference, CreateUser, CreateGroup, CreateRole). */
const longest = { groupName: 128, roleName: 64, userName: 64 } as const;

/** Characters of a path (likewise). */
const LONGEST_PATH = 512;

/** @throws ServiceError where there are as many as the account may have */
export function refuseMore(quota: keyof typeof quotas, there: number): void {
  if (there < quotas[quota]) return;
  throw limited(`Cannot exceed quota for ${quota}: ${quotas[quota]}`);
}

/** @throws ServiceError for a name that IAM doesn't take */
export function checkName(member: keyof typeof longest, name: string): void {
  if (name.length > longest[member])
    throw invalid(member, `less than or equal to ${longest[member]}`);
  if (name.length === 0) throw invalid(member, "greater than or equal to 1");
  if (/^[\w+=,.@-]+$/.test(name)) return;
  throw new ServiceError(
    "ValidationException",
    `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
}

/** @throws ServiceError for a path that IAM doesn't take */
export function checkPath(path: string | undefined): void {
  if (path === undefined) return;
  if (path.length > LONGEST_PATH) throw invalid("path", `less than or equal to ${LONGEST_PATH}`);
  if (/^\/([\x21-\x7e]+\/)?$/.test(path)) return;
  throw new ServiceError(
    "ValidationException",
    "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
  );
}

/** Whether a name is taken: IAM doesn't tell ADMINS from admins. */
export function isTaken(name: string, names: readonly string[]): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

export function limited(message: string): ServiceError {
  return new ServiceError("LimitExceededException", message);
}

function invalid(member: string, length: string): ServiceError {
  return new ServiceError(
    "ValidationException",
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length ${length}`,
  );
}
