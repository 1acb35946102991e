import { ENTRY_ROLE, PATH, roleArn, SESSION_SECONDS } from "./names.ts";

/** Characters of a role's trust policy unless its quota was raised ("IAM and AWS STS quotas"). */
export const MAX_TRUST_POLICY = 2048;

/** Who comes in, and from where. */
export interface Entrances {
  /** Such as `aws`. */
  readonly partition: string;
  /** 12-digit id of the account where people come in. */
  readonly accountId: string;
  /** Whether they come from an identity provider. */
  readonly saml: boolean;
  /** Names of the IAM users. */
  readonly users: readonly string[];
}

/**
 * The trust policy of the roles in all accounts. It trusts an account and narrows that down by aws:PrincipalArn: with the
 * users or the role as principals, IAM would put their unique ids in place of the ARNs once they are deleted, and those
 * that are made again would be refused ("AWS JSON policy elements: Principal").
 *
 * Users need MFA, not longer ago than an hour. Of a session that came from an identity provider IAM doesn't know about
 * MFA: the identity provider asks for it.
 */
export function trustPolicy({ partition, accountId, saml, users }: Entrances): object {
  const Principal = { AWS: `arn:${partition}:iam::${accountId}:root` };
  const trusted = { Effect: "Allow", Principal, Action: "sts:AssumeRole" };
  const fromProvider = {
    Sid: "FromIdentityProvider",
    ...trusted,
    Condition: { ArnLike: { "aws:PrincipalArn": roleArn(partition, accountId, ENTRY_ROLE) } },
  };
  const byUsers = {
    Sid: "UsersWithMfa",
    ...trusted,
    Condition: {
      ArnLike: {
        "aws:PrincipalArn": users.map(
          (user) => `arn:${partition}:iam::${accountId}:user${PATH}${user}`,
        ),
      },
      Bool: { "aws:MultiFactorAuthPresent": "true" },
      NumericLessThanEquals: { "aws:MultiFactorAuthAge": String(SESSION_SECONDS) },
    },
  };
  return {
    Version: "2012-10-17",
    Statement: [...(saml ? [fromProvider] : []), ...(users.length > 0 ? [byUsers] : [])],
  };
}

/**
 * The trust policy of the role by which people come in from the identity provider: only assertions for AWS's sign-in
 * ("SAML:aud" in "IAM and AWS STS condition context keys").
 */
export function entryTrustPolicy(providerArn: string, audiences: readonly string[]): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "SAML:aud": audiences } },
      },
    ],
  };
}

/** Domains of the console's sign-in (IAM User Guide, "Configure SAML assertions", "AWS sign-in endpoints"). */
const domains: Readonly<Record<string, string>> = {
  aws: "signin.aws.amazon.com",
  "aws-cn": "signin.amazonaws.cn",
  "aws-us-gov": "signin.amazonaws-us-gov.com",
};

/** Those of partitions whose Regions each have an address of their own, and nothing else (AWS SDKs, endpoints of Sign-In). */
const regionalDomains: Readonly<Record<string, string>> = {
  "aws-eusc": "signin.amazonaws-eusc.eu",
  "aws-iso": "signin.c2shome.ic.gov",
  "aws-iso-b": "signin.sc2shome.sgov.gov",
  "aws-iso-e": "signin.csphome.adc-e.uk",
  "aws-iso-f": "signin.csphome.hci.ic.gov",
};

/**
 * The sign-in's addresses for SAML assertions: the global one, and those of the Regions that stand in for it.
 *
 * @param home Region whose address it is where there is no global one
 * @throws for a partition whose sign-in isn't known: nobody would come in
 */
export function signInAddresses(
  partition: string,
  home: string,
  regions: readonly string[],
): string[] {
  const global = domains[partition];
  const domain = global ?? regionalDomains[partition];
  if (domain === undefined) {
    throw new Error(
      `the address of the console's sign-in in partition ${partition} isn't known here, and assertions for another one let nobody in; let people come in as users instead of by saml`,
    );
  }
  const named = new Set(global === undefined ? [home, ...regions] : regions);
  const hosts = [...named].map((region) => `${region}.${domain}`);
  return [...(global === undefined ? [] : [global]), ...hosts].map(
    (host) => `https://${host}/saml`,
  );
}
