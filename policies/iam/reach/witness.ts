/** Stands for a name that nobody would think of, so that only patterns for all names match it. */
const FRESH = "\u{E000}\u{E001}\u{E002}\u{E003}\u{E004}\u{E005}\u{E006}\u{E007}\u{E008}\u{E009}";
const FRESH_REGION = "\u{E00A}\u{E00B}";
/** Whichever account and partition a pattern names, they are the holder's own. */
const OWN_ACCOUNT = "000000000000";
const OWN_PARTITION = "aws";
const ACCOUNT = /^(\d{12}|\$\{[^}]*\})$/;
/** An organization has one instance of IAM Identity Center, and its name is in the ARNs of all permission sets. */
const INSTANCE = /^(:permissionSet\/)[^/*?]+\//;
const ARN = /^arn:([^:]*):([^:]*):([^:]*):(\$\{[^}]*\}|[^:]*)(:.*)?$/s;

/**
 * A resource pattern as if account and partition that it names were the same everywhere: a policy reaches the resources
 * of its holder's account, whether it names the account or not.
 */
export function inOwnAccount(pattern: string): string {
  const parts = ARN.exec(pattern);
  if (!parts) return pattern;
  const [, partition = "", service, region, account = "", resource = ""] = parts;
  return [
    "arn",
    /[*?]/.test(partition) ? partition : OWN_PARTITION,
    service,
    region,
    (ACCOUNT.test(account) ? OWN_ACCOUNT : account) + resource.replace(INSTANCE, "$1*/"),
  ].join(":");
}

/**
 * A resource of a kind that has nothing special: a pattern matches it if it means all of the kind (in a Region, if
 * it names one).
 *
 * @param kind such as `arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}`
 * @param pattern whose Region it is in; `*` for none
 */
export function freshResource(kind: string, pattern: string): string {
  const named = pattern.startsWith("arn:") ? pattern.split(":")[3] : undefined;
  const region = named && !/[*?$]/.test(named) ? named : FRESH_REGION;
  const key = `${region} ${kind}`;
  let resource = fresh.get(key);
  if (resource === undefined) {
    resource = kind
      .replace(/\$\{Partition\}/, OWN_PARTITION)
      .replace(/\$\{Region\}/, region)
      .replace(/\$\{Account\}/, OWN_ACCOUNT)
      .replace(/\$\{[^}]*\}/g, FRESH);
    if (fresh.size >= 10_000) fresh.clear();
    fresh.set(key, resource);
  }
  return resource;
}

const fresh = new Map<string, string>();

/** A pattern for all resources of a kind. */
export function anyOf(kind: string): string {
  return kind
    .replace(/\$\{Partition\}/, OWN_PARTITION)
    .replace(/\$\{Account\}/, OWN_ACCOUNT)
    .replace(/\$\{[^}]*\}/g, "*");
}

/** A resource that a pattern matches, and as few other patterns as possible. Policy variables stay as they are. */
export function instanceOf(pattern: string): string {
  const [, partition, service, region, account = "", resource = ""] =
    ARN.exec(inOwnAccount(pattern)) ?? [];
  const name = (text: string) =>
    text.replace(/(?<!\$\{)\*/g, FRESH).replace(/(?<!\$\{)\?/g, "\u{E000}");
  if (partition === undefined) return name(pattern);
  const owner = /[*?]/.test(account) ? OWN_ACCOUNT : account;
  return `arn:${OWN_PARTITION}:${service}:${name(region ?? "")}:${owner}${name(resource)}`;
}
