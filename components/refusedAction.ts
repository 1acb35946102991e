import { awsServices, serviceOf } from "./awsService.ts";

/** What AWS refused for want of a permission. */
export interface RefusedAction {
  /** Such as `sso:CreateAccountAssignment`; undefined where the error names neither action nor call. */
  readonly action: string | undefined;
  /** Whether AWS itself says that an action isn't allowed, and not only that access is denied. */
  readonly isNamed: boolean;
  /** Whose credentials, where the error says so. */
  readonly caller: string | undefined;
  /** What decides, such as `service control policy`, where the error says so; whether it denies, or doesn't allow. */
  readonly decidedBy: { readonly policy: string; readonly denies: boolean } | undefined;
}

/** Codes of the services: `AccessDenied` of IAM and S3, `AuthorizationError` of SNS; others put `Exception` behind. */
const REFUSED =
  /\b(AccessDenied(Exception)?|AuthorizationError(Exception)?|UnauthorizedOperation)\b|not authorized to perform/;
const NAMED = /not authorized to perform:? ?(?:([\w-]+):)?(\w+)/;
const CALLED = /operation error ([^:]+): (\w+)/;
const CALLER = /User: (arn:[\w-]+:(?:iam|sts)::\d{12}:[^\s,]+)/;
/** IAM User Guide, "Troubleshoot access denied error messages". */
const DECIDED =
  /(with an explicit deny in an? |because no )((?:[\w-]+ )*?(?:policy|permissions? boundary))\b/;

/** Calls whose action has another name (Service Authorization Reference, "Actions defined by Amazon S3", and KMS). */
const ACTIONS: Readonly<Record<string, string>> = {
  "s3:DeleteBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:DeleteBucketLifecycle": "s3:PutLifecycleConfiguration",
  "s3:DeleteBucketOwnershipControls": "s3:PutBucketOwnershipControls",
  "s3:DeletePublicAccessBlock": "s3:PutBucketPublicAccessBlock",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3:HeadBucket": "s3:ListBucket",
  "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
  "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
};

/** @returns undefined where an error of a resource of this type isn't about permissions */
export function refusedAction(error: string, type: string): RefusedAction | undefined {
  if (!REFUSED.test(error)) return undefined;
  const named = NAMED.exec(error);
  const [, how, policy] = DECIDED.exec(error) ?? [];
  return {
    action: actionOf(error, named, type),
    isNamed: named !== null,
    caller: CALLER.exec(error)?.[1],
    decidedBy:
      policy === undefined ? undefined : { policy, denies: how?.startsWith("with") === true },
  };
}

function actionOf(error: string, named: RegExpExecArray | null, type: string): string | undefined {
  const [, sdkName, called] = CALLED.exec(error) ?? [];
  const name = named?.[2] ?? called;
  const ofCall = awsServices.find((one) => one.sdkName === sdkName) ?? serviceOf(type);
  const prefix = named?.[1]?.toLowerCase() ?? ofCall?.prefix;
  if (name === undefined || prefix === undefined) return undefined;
  const action = `${prefix}:${name}`;
  return ACTIONS[action] ?? action;
}
