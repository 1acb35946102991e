import type { Properties, Value } from "../../value.ts";

/** How the name in a resource's ARN is declared ("Service Authorization Reference": IAM). */
interface Named {
  /** The property that names it. */
  readonly property: string;
  /** What stands before path and name in the ARN. */
  readonly kind: string;
  /** Whether its name may follow a `Path`. */
  readonly path: boolean;
  /** The attribute that is its ARN. */
  readonly arn: string;
  /** What `Ref` of it is. */
  readonly ref: "name" | "arn";
}

const NAMED: ReadonlyMap<string, Named> = new Map([
  ["AWS::IAM::Group", named("GroupName", "group", "name")],
  ["AWS::IAM::InstanceProfile", named("InstanceProfileName", "instance-profile", "name")],
  ["AWS::IAM::ManagedPolicy", { ...named("ManagedPolicyName", "policy", "arn"), arn: "PolicyArn" }],
  ["AWS::IAM::OIDCProvider", { ...named("Url", "oidc-provider", "arn"), path: false }],
  ["AWS::IAM::Role", named("RoleName", "role", "name")],
  ["AWS::IAM::SAMLProvider", { ...named("Name", "saml-provider", "arn"), path: false }],
  ["AWS::IAM::ServerCertificate", named("ServerCertificateName", "server-certificate", "name")],
  ["AWS::IAM::User", named("UserName", "user", "name")],
]);

function named(property: string, kind: string, ref: "name" | "arn"): Named {
  return { property, kind, ref, path: true, arn: "Arn" };
}

/** Attributes that say the same as `Ref`, of resources whose IDs only exist once they do. */
const SAME_AS_REF: ReadonlyMap<string, string> = new Map([
  ["AWS::IAM::ManagedPolicy", "PolicyArn"],
  ["AWS::IAM::OIDCProvider", "Arn"],
  ["AWS::IAM::SAMLProvider", "Arn"],
  ["AWS::Organizations::Account", "AccountId"],
  ["AWS::Organizations::Organization", "Id"],
  ["AWS::Organizations::OrganizationalUnit", "Id"],
  ["AWS::Organizations::Policy", "Id"],
]);

/** What a resource is known by, as far as its own declaration tells. */
export interface Identity {
  readonly ref?: string;
  readonly arn?: { readonly attribute: string; readonly value: string };
  /** An attribute that is the same as its `Ref`. */
  readonly same?: string;
}

/**
 * Name and ARN of an IAM resource that is named in the template. Those of others AWS makes up.
 *
 * @param resolve the value of an expression
 */
export function identityOf(
  type: string,
  properties: Properties,
  resolve: (expression: Value | undefined) => Value | undefined,
): Identity {
  const same = SAME_AS_REF.get(type);
  const known = same === undefined ? {} : { same };
  const named = NAMED.get(type);
  const name = named && resolve(properties[named.property]);
  if (named === undefined || typeof name !== "string" || name === "") return known;
  const path = named.path ? (resolve(properties.Path) ?? "/") : "/";
  const byName = named.ref === "name" ? { ...known, ref: name } : known;
  if (typeof path !== "string" || !path.startsWith("/") || !path.endsWith("/")) return byName;
  const pseudo = (Ref: string) => String(resolve({ Ref }));
  const account = `arn:${pseudo("AWS::Partition")}:iam::${pseudo("AWS::AccountId")}`;
  const value = `${account}:${named.kind}${path}${name.replace(/^https:\/\//, "")}`;
  const arn = { attribute: named.arn, value };
  return named.ref === "name" ? { ...byName, arn } : { ...known, ref: value, arn };
}
