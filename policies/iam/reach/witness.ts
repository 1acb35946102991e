import { FRESH, freshNames } from "./resourceNames.ts";

const FRESH_REGION = "\u{E00A}\u{E00B}";
/** Whichever account and partition a pattern names, they are the holder's own. */
const OWN_ACCOUNT = "000000000000";
const OWN_PARTITION = "aws";
const ACCOUNT = /^(\d{12}|\$\{[^}]*\})$/;
/** An organization has one instance of IAM Identity Center, and its name is in the ARNs of all permission sets. */
const INSTANCE = /^(:permissionSet\/)[^/*?]+\//;
const ARN = /^arn:([^:]*):([^:]*):((?:\$\{[^}]*\}|[^:$])*):(\$\{[^}]*\}|[^:]*)(:.*)?$/s;

/**
 * A resource pattern as if account and partition that it names were the same everywhere: a policy reaches the resources
 * of its holder's account, whether it names the account, some of its digits, or none.
 */
export function inOwnAccount(pattern: string): string {
  const parts = ARN.exec(pattern);
  if (!parts) return pattern;
  const [, , service, region, account = "", resource = ""] = parts;
  return [
    "arn",
    OWN_PARTITION,
    service,
    // As one Region that is named, whichever.
    (region ?? "").replace(/\$\{[^}]*\}/g, "*"),
    (meansOneAccount(account) ? OWN_ACCOUNT : account) + resource.replace(INSTANCE, "$1*/"),
  ].join(":");
}

/** An ARN in the partition and account that a pattern names, as far as it names them. */
export function placedAs(arn: string, pattern: string): string {
  const [, partition = "*", , , account = "*"] = ARN.exec(pattern) ?? [];
  const [, ownPartition, service, region, ownAccount, resource] = ARN.exec(arn) ?? [];
  if (ownPartition === undefined) return arn;
  const of = (named: string, own: string | undefined) => (/[*?]/.test(named) ? own : named);
  return `arn:${of(partition, ownPartition)}:${service}:${region}:${of(account, ownAccount)}${resource}`;
}

/** Whether it is for the ids of accounts: one, a placeholder for one, or a pattern such as `1111*` or `????????????`. */
function meansOneAccount(account: string): boolean {
  if (ACCOUNT.test(account)) return true;
  if (!/[\d?]/.test(account) || !/^[\d*?]+$/.test(account)) return false;
  const least = account.replaceAll("*", "").length;
  return account.includes("*") ? least <= 12 : least === 12;
}

/**
 * Resources of a kind that have nothing special: a pattern matches them if it means all of the kind (in a Region, if it
 * names one).
 *
 * @param kind such as `arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}`
 * @param regions that they may be in, besides one that nobody would think of
 */
export function freshResources(kind: string, regions: Iterable<string>): readonly string[] {
  const resources = namedFreshly(kind);
  if (!kind.includes(REGION)) return resources;
  return [FRESH_REGION, ...regions].flatMap((region) =>
    resources.map((one) => one.replace(REGION, region)),
  );
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: as in the Service Authorization Reference.
const REGION = "${Region}";
const fresh = new Map<string, readonly string[]>();

/** Of any kind and Region, which stays as it is. */
function namedFreshly(kind: string): readonly string[] {
  let resources = fresh.get(kind);
  if (resources === undefined) {
    const own = kind
      .replace(/\$\{Partition\}/, OWN_PARTITION)
      .replace(
        /^(arn:[^:]*:[^:]*:(?:\$\{Region\}|[^:]*):)\$\{Account(?:Id)?\}/,
        `$1${OWN_ACCOUNT}`,
      );
    resources = fill(own.split(/(\$\{(?!Region\})[^}]*\})/), own.split(":")[2] ?? "");
    if (fresh.size >= 10_000) fresh.clear();
    fresh.set(kind, resources);
  }
  return resources;
}

/** All ways to put names for the variables, which are every other piece. */
function fill(pieces: readonly string[], service: string): readonly string[] {
  return pieces.reduce<readonly string[]>(
    (texts, piece, index) => {
      const names = index % 2 === 0 ? [piece] : freshNames(service, piece.slice(2, -1));
      return texts.flatMap((text) => names.map((name) => text + name));
    },
    [""],
  );
}

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
  if (partition === undefined) return named(pattern);
  const owner = /[*?]/.test(account) ? OWN_ACCOUNT : account;
  return `arn:${OWN_PARTITION}:${service}:${named(region ?? "")}:${owner}${named(resource)}`;
}

function named(text: string): string {
  return text.replace(/(?<!\$\{)\*/g, FRESH).replace(/(?<!\$\{)\?/g, "\u{E000}");
}

/** A Region that a pattern names, by itself or as `eu-*`; `undefined` when it may be any, or none. */
export function regionOf(pattern: string): string | undefined {
  const region = pattern.startsWith("arn:") ? pattern.split(":")[3] : undefined;
  if (!region || /^\*+$/.test(region) || region.includes("$")) return undefined;
  return region.replace(/\*/g, FRESH_REGION).replace(/\?/g, "\u{E00A}");
}
