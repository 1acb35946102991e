import type { PolicyFact, PrincipalKind } from "./fact.ts";

/** How long a policy may be. */
export interface PolicyLimit {
  /** Characters that AWS counts. */
  readonly most: number;
  /** What AWS allows when nobody asked for more, where it can be raised. */
  readonly usual?: number;
  /** What is counted, for messages. */
  readonly of: string;
}

const MANAGED: PolicyLimit = { most: 6144, of: "a managed policy" };

/** "IAM and AWS STS quotas": 2,048 characters of trust policy, which a request raises. */
const TRUST: PolicyLimit = { most: 8192, usual: 2048, of: "a trust policy" };

/** The same page: the inline policies of one principal together. */
export const INLINE: Readonly<Record<Exclude<PrincipalKind, "permission-set">, PolicyLimit>> = {
  user: { most: 2048, of: "the inline policies of a user together" },
  group: { most: 5120, of: "the inline policies of a group together" },
  role: { most: 10_240, of: "the inline policies of a role together" },
};

/** "IAM Identity Center quotas": characters without white space. The whole text may have 32,768. */
export const PERMISSION_SET_INLINE: PolicyLimit = {
  most: 10_240,
  of: "the inline policy of a permission set",
};
export const PERMISSION_SET_TEXT = 32_768;

/** "Quotas for AWS Organizations": SCPs had 5,120 until May 2026. White space counts. */
const SCP: PolicyLimit = { most: 10_240, of: "a service control policy" };
const RCP: PolicyLimit = { most: 5120, of: "a resource control policy" };

/**
 * Resource policies by service, from its quotas or its API reference. Some services count white space, which
 * isn't counted here: what is too long without it is too long with it.
 */
const RESOURCE: Readonly<Record<string, number>> = {
  "acm-pca": 81_920,
  "bedrock-agentcore": 20_480,
  codeartifact: 7168,
  dsql: 20_480,
  dynamodb: 20_480,
  ecr: 10_240,
  "ecr-public": 10_240,
  elasticfilesystem: 20_000,
  es: 102_400,
  kms: 32_768,
  lambda: 20_480,
  logs: 51_200,
  mediastore: 8192,
  organizations: 40_000,
  s3: 20_480,
  s3tables: 20_480,
  sagemaker: 20_480,
  secretsmanager: 20_480,
  ses: 4096,
  sns: 30_720,
  sqs: 8192,
  vpce: 20_480,
  "vpc-lattice": 10_000,
  xray: 5120,
};

/** How long this policy may be by itself; `undefined` where AWS doesn't say, and for permission sets. */
export function limitOf({
  form,
  use,
  service,
  holders,
  owner,
}: PolicyFact): PolicyLimit | undefined {
  if (form === "managed") return MANAGED;
  if (form === "trust") return TRUST;
  if (form === "organization") return use === "rcp" ? RCP : SCP;
  if (form === "resource") {
    const most = service === undefined ? undefined : RESOURCE[service];
    return most === undefined ? undefined : { most, of: `a resource policy of ${service}` };
  }
  const kinds = [...(owner ? [owner.principal] : []), ...holders.map(({ target }) => target)];
  const limits = kinds.flatMap((kind) =>
    kind in INLINE ? INLINE[kind as keyof typeof INLINE] : [],
  );
  return limits.sort((a, b) => a.most - b.most)[0];
}

/** "IAM and AWS STS quotas", "IAM Identity Center quotas": managed policies of one principal, and what can be asked for. */
export const ATTACHED: Readonly<Record<PrincipalKind, { most: number; usual: number }>> = {
  user: { most: 20, usual: 10 },
  group: { most: 10, usual: 10 },
  role: { most: 25, usual: 10 },
  "permission-set": { most: 20, usual: 10 },
};

/** The same page: groups of one user. */
export const GROUPS_OF_USER = 10;
