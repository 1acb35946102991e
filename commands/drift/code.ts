import type { LiveOrganization } from "../../live/liveOrganization.ts";
import type { Access } from "../../model/access/access.ts";
import type { Organization } from "../../model/access/organization.ts";
import { resolveAccess } from "../../model/access/resolve.ts";
import { pathOf, stepsOf } from "../../model/problems/path.ts";
import type { Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import { isObject } from "../../policies/isObject.ts";
import { type OtherStackFile, otherStackOf } from "../stack/otherStack.ts";
import { secretsUnjudged } from "../stack/secretValues.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { Secrets } from "./secrets.ts";

/** What the code wants of an organization as AWS has it. */
export interface Code {
  readonly configuration: Configuration;
  readonly access: Access;
  /** Where the configuration doesn't fit the organization. */
  readonly problems: readonly Problem[];
  /** Whether all accounts are known in which a group gets a permission set. */
  readonly isSure: (group: string, permissionSet: string) => boolean;
  readonly secrets: Secrets;
  readonly providerTags: ProviderTags;
  readonly other?: OtherStackFile;
}

/** What the provider does with tags besides. */
export interface ProviderTags {
  /** Added to all that takes tags. */
  readonly added: Readonly<Record<string, string>>;
  readonly isIgnored: (key: string) => boolean;
}

/** Where names stand, by which people and permission sets of AWS are found. */
const NAMES = /^access:(people|permissionSets)([.[][^.[]+(\.(userName|name|existing))?)?$/;

/**
 * @param today YYYY-MM-DD, UTC
 * @throws where names are encrypted, so that nobody knows who is who
 */
export function codeOf(
  file: Pick<StackFile, "config" | "readFile" | "secrets">,
  configuration: Configuration,
  live: LiveOrganization,
  today: string,
): Code {
  const hidden = file.secrets.filter((path) => NAMES.test(path));
  if (hidden.length > 0) {
    throw new Error(
      `${hidden.join(", ")}: encrypted in the stack file, so that nobody knows here whom it means in AWS, and nothing is compared; encrypt single attributes instead`,
    );
  }
  const organization = organizationOf(live, configuration);
  const resolved = resolveAccess(configuration, organization, today);
  const { access } = resolved;
  const problems = secretsUnjudged(resolved.problems, file.secrets);
  const unsure = unsurePairs(configuration, organization, problems);
  const secrets = new Secrets(file.secrets);
  const hidesAccess = file.secrets.some((path) => /^access:(groups|accounts)\b/.test(path));
  if (hidesAccess) for (const path of ["access:groups", "access:accounts"]) secrets.has(path);
  const other = otherStackOf(file, configuration);
  return {
    configuration,
    access,
    problems: problems.filter(({ severity }) => severity === "error"),
    isSure: (group, set) => !hidesAccess && !unsure.has(JSON.stringify([group, set])),
    secrets,
    providerTags: providerTags(file.config),
    ...(other && { other }),
  };
}

/** The organization as the model sees it. Where its accounts weren't read, those that the configuration names. */
function organizationOf(live: LiveOrganization, { accounts: named }: Configuration): Organization {
  const { organization, accounts, units } = live;
  const management = organization.isRead ? organization.value.managementAccount : undefined;
  const managementAccountId = management ?? named.management ?? "";
  if (!accounts.isRead || managementAccountId === "") {
    const known = Object.entries(named).map(([name, id]) => ({ id, name, state: "ACTIVE" }));
    return { managementAccountId, accounts: known, isPartial: true };
  }
  return {
    managementAccountId,
    accounts: accounts.value.map(({ id, name, state, organizationalUnit, tags }) => ({
      id,
      name,
      state,
      organizationalUnit,
      ...(tags.isRead ? { tags: tags.value } : {}),
    })),
    ...(units.isRead ? { organizationalUnits: units.value.map(({ path }) => path) } : {}),
  };
}

/** Lines of which something can't be judged, or was refused: they may mean more than they grant here. */
function unsurePairs(
  { groups }: Configuration,
  { isPartial }: Organization,
  problems: readonly Problem[],
): ReadonlySet<string> {
  const doubtful = problems
    .filter(
      ({ severity, kind }) => severity === "error" || kind === "unjudged" || kind === "secret",
    )
    .map(({ path }) => stepsOf(path).slice(0, 4).join("\n"));
  const lines = new Set(doubtful);
  const pairs = new Set<string>();
  for (const [group, { access }] of Object.entries(groups)) {
    for (const [index, { permissionSet, accounts, except, refused }] of access.entries()) {
      const path = stepsOf(pathOf("access:groups", group, "access", index)).join("\n");
      const isPattern = [...accounts, ...except].some(
        (selector) => !("account" in selector) && !("management" in selector),
      );
      const isUnsure = refused !== undefined || lines.has(path) || (isPartial && isPattern);
      if (isUnsure) pairs.add(JSON.stringify([group, permissionSet]));
    }
  }
  return pairs;
}

/** `aws:defaultTags` and `aws:ignoreTags`, as structures or JSON. Tags whose keys begin with `aws:` are AWS's own. */
function providerTags(config: Readonly<Record<string, unknown>>): ProviderTags {
  const setting = (name: string): Readonly<Record<string, unknown>> => {
    const value = config[name];
    const read = typeof value === "string" ? parsed(value) : value;
    return isObject(read) ? read : {};
  };
  const { tags } = setting("aws:defaultTags");
  const { keys, keyPrefixes } = setting("aws:ignoreTags");
  const ignored = new Set(texts(keys));
  const prefixes = [...texts(keyPrefixes), "aws:"];
  return {
    added: Object.fromEntries(
      Object.entries(isObject(tags) ? tags : {}).map(([key, value]) => [key, String(value)]),
    ),
    isIgnored: (key) => ignored.has(key) || prefixes.some((prefix) => key.startsWith(prefix)),
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
