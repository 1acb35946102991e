/** What AWS's API takes: characters of a text or items of a list, and the pattern that the whole text must match. */
export interface AwsText {
  readonly min: number;
  readonly max: number;
  /** Written as AWS writes it (Java's regular expressions); {@link awsPattern} makes it one of JavaScript's. */
  readonly pattern?: string;
}

/**
 * Shapes of AWS's service models, by service and name: `sso-admin` 2020-07-20, `identitystore` 2020-06-15 and
 * `organizations` 2016-11-28 as botocore 1.44.8 publishes them. Facts only; what a pattern can't say, such as
 * reserved names, is checked where it belongs.
 */
export const awsTexts = {
  identitystore: {
    Addresses: { min: 1, max: 1 },
    AttributeOperations: { min: 1, max: 100 },
    AttributePath: {
      min: 1,
      max: 255,
      pattern: String.raw`(?:\p{L}+:\p{L}+:\p{L}+(?:\.\p{L}+){0,3}|\p{L}+(?:\.\p{L}+){0,2})`,
    },
    Emails: { min: 1, max: 1 },
    ExternalIdIdentifier: { min: 1, max: 256, pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]+` },
    ExternalIdIssuer: { min: 1, max: 256, pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]+` },
    GroupDisplayName: {
      min: 1,
      max: 1024,
      pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+`,
    },
    IdentityStoreId: {
      min: 1,
      max: 93,
      pattern: String.raw`(arn:aws[a-z-]*:identitystore::\d{12}:identitystore/)?(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`,
    },
    PhoneNumbers: { min: 1, max: 1 },
    ResourceId: {
      min: 1,
      max: 100,
      pattern:
        "(arn:aws[a-z-]*:identitystore:::(user|group|membership)/)?([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}",
    },
    SensitiveStringType: {
      min: 1,
      max: 1024,
      pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+`,
    },
    UserName: { min: 1, max: 128, pattern: String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]+` },
  },
  organizations: {
    AccountId: { min: 0, max: 12, pattern: String.raw`^\d{12}$` },
    AccountName: { min: 1, max: 128, pattern: String.raw`[\s\S]*` },
    Email: { min: 6, max: 64, pattern: String.raw`[^\s@]+@[^\s@]+\.[^\s@]+` },
    OrganizationalUnitName: { min: 1, max: 128, pattern: String.raw`[\s\S]*` },
    TagKey: { min: 1, max: 128, pattern: String.raw`^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$` },
    TagValue: { min: 0, max: 256, pattern: String.raw`^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$` },
  },
  "sso-admin": {
    AccessControlAttributeKey: {
      min: 1,
      max: 128,
      pattern: String.raw`[\p{L}\p{Z}\p{N}_.:\/=+\-@]+`,
    },
    AccessControlAttributeList: { min: 0, max: 50 },
    AccessControlAttributeValueSource: {
      min: 0,
      max: 256,
      pattern: String.raw`[\p{L}\p{Z}\p{N}_.:\/=+\-@\[\]\{\}\$\\"]*`,
    },
    AccessControlAttributeValueSourceList: { min: 1, max: 1 },
    Duration: {
      min: 1,
      max: 100,
      pattern: String.raw`(-?)P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)([DW]))?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?`,
    },
    InstanceArn: {
      min: 10,
      max: 1224,
      pattern: "arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}",
    },
    ManagedPolicyArn: {
      min: 20,
      max: 2048,
      pattern: String.raw`arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((/[A-Za-z0-9\.,\+@=_-]+)*)/([A-Za-z0-9\.,\+=@_-]+)`,
    },
    ManagedPolicyName: { min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` },
    ManagedPolicyPath: { min: 1, max: 512, pattern: String.raw`((/[A-Za-z0-9\.,\+@=_-]+)*)/` },
    PermissionSetArn: {
      min: 10,
      max: 1224,
      pattern:
        "arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}",
    },
    PermissionSetDescription: {
      min: 1,
      max: 700,
      pattern: String.raw`[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`,
    },
    PermissionSetName: { min: 1, max: 32, pattern: String.raw`[\w+=,.@-]+` },
    PermissionSetPolicyDocument: {
      min: 1,
      max: 32768,
      pattern: String.raw`[\u0009\u000A\u000D\u0020-\u00FF]+`,
    },
    PrincipalId: {
      min: 1,
      max: 47,
      pattern:
        "([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}",
    },
    RelayState: {
      min: 1,
      max: 240,
      pattern: String.raw`[a-zA-Z0-9&$@#\\\/%?=~\-_'"|!:,.;*+\[\]\ \(\)\{\}]+`,
    },
    TagKey: { min: 1, max: 128, pattern: String.raw`([\p{L}\p{Z}\p{N}_.:/=+\-@]*)` },
    TagKeyList: { min: 1, max: 75 },
    TagList: { min: 0, max: 75 },
    TagValue: { min: 0, max: 256, pattern: String.raw`([\p{L}\p{Z}\p{N}_.:/=+\-@]*)` },
    TaggableResourceArn: {
      min: 10,
      max: 2048,
      pattern: String.raw`arn:aws(-[a-z]{1,5}){0,3}:sso::((:instance/(sso)?ins-[a-zA-Z0-9-.]{16})|(:permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16})|(\d{12}:application/(sso)?ins-[a-zA-Z0-9-.]{16}/apl-[a-zA-Z0-9]{16})|(\d{12}:trustedTokenIssuer/(sso)?ins-[a-zA-Z0-9-.]{16}/tti-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}))`,
    },
    TargetId: { min: 12, max: 12, pattern: String.raw`\d{12}` },
    UUId: {
      min: 36,
      max: 36,
      pattern: String.raw`\b[0-9a-f]{8}\b-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\b[0-9a-f]{12}\b`,
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, AwsText>>>>;

/** The pattern of a shape, for the whole text; without a pattern, everything matches. */
export function awsPattern({ pattern = "[\\s\\S]*" }: AwsText): RegExp {
  // JavaScript refuses escapes that mean nothing, such as those of spaces and quotation marks.
  const needed = pattern.replace(/\\(.)/gs, (escaped, character: string) =>
    /[ "'&@#%~=!:,;<>]/.test(character) ? character : escaped,
  );
  return new RegExp(`^(?:${needed})$`, "u");
}
