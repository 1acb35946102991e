import type { FaultSwitch } from "./faults.ts";
import { refusedAction } from "./refusedAction.ts";
import { ServiceError } from "./serviceError.ts";

interface Refusal {
  /** @param action as AWS names it */
  readonly message: (action: string) => string;
  /**
   * What AWS gives as the exception's `Reason` (service models of sso-admin and identitystore): all but two are said of
   * the customer managed key that encrypts Identity Center.
   */
  readonly reasons: readonly string[];
}

/** How AWS can refuse a call, by what a fault switch calls it. */
export const refusals: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  [
    "AccessDenied",
    {
      message: (action) => `User is not authorized to perform ${action}`,
      reasons: ["KMS_ACCESS_DENIED", "KMS_AccessDeniedException"],
    },
  ],
  [
    "AWSOrganizationsNotInUse",
    { message: () => "Your account is not a member of an organization.", reasons: [] },
  ],
  [
    "Conflict",
    {
      message: () => "There is a conflict with another in-progress operation",
      reasons: ["CONCURRENT_MODIFICATION", "UNIQUENESS_CONSTRAINT_VIOLATION"],
    },
  ],
  [
    "ExpiredToken",
    { message: () => "The security token included in the request is expired", reasons: [] },
  ],
  ["InternalServer", { message: () => "Internal server error", reasons: [] }],
  [
    "NotFound",
    {
      message: () => "The resource was not found",
      reasons: ["KMS_KEY_NOT_FOUND", "KMS_NotFoundException"],
    },
  ],
  ["ServiceQuotaExceeded", { message: () => "A quota would be exceeded", reasons: [] }],
  [
    "Throttling",
    { message: () => "Rate exceeded", reasons: ["KMS_THROTTLING", "KMS_ThrottlingException"] },
  ],
  [
    "UnrecognizedClient",
    { message: () => "The security token included in the request is invalid.", reasons: [] },
  ],
  [
    "Validation",
    {
      message: () => "The request is not valid",
      reasons: [
        ...["KMS_DISABLED", "KMS_INVALID_ARN", "KMS_INVALID_KEY_USAGE", "KMS_INVALID_STATE"],
        ...["KMS_DisabledException", "KMS_InvalidKeyUsageException", "KMS_InvalidStateException"],
      ],
    },
  ],
]);

/** Codes that are not the name of the refusal with `Exception`. */
const codes: Readonly<Record<string, string>> = { NotFound: "ResourceNotFoundException" };

/** The error of a refused call; undefined when its error is none of {@link refusals}. */
export function refusal(
  { error, reason, seconds }: FaultSwitch,
  operation: string,
  request: object,
): ServiceError | undefined {
  const found = refusals.get(error);
  if (!found) return undefined;
  const why = reason === undefined ? "" : ` (Reason: ${reason})`;
  const code = codes[error] ?? `${error}Exception`;
  const options = { reason, retryAfter: seconds };
  return new ServiceError(
    code,
    `${found.message(refusedAction(operation, request))}${why}`,
    options,
  );
}
