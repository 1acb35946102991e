import * as z from "zod";
import { memoize } from "../../policies/memoize.ts";

export const LEVELS = ["advisory", "mandatory", "disabled", "remediate"] as const;
export type EnforcementLevel = (typeof LEVELS)[number];

/** What a file for `--policy-pack-config` holds: by policy, or `all`, a level or settings. */
export type PackConfiguration = Readonly<
  Record<
    string,
    string | ({ readonly enforcementLevel?: string } & Readonly<Record<string, unknown>>)
  >
>;

/** What a pack says about one of its policies. */
export interface PolicyInfo {
  readonly name: string;
  readonly enforcementLevel: EnforcementLevel;
  /** JSON Schema of each setting. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly required: readonly string[];
}

export interface PolicyConfiguration {
  readonly enforcementLevel: EnforcementLevel;
  readonly properties: Record<string, z.core.util.JSONType>;
}

/**
 * The configuration of each policy as the Pulumi CLI makes it (pulumi pkg/resource/analyzer/config.go):
 * defaults of the pack, then `all`, then the policy's own. Unlike the CLI it refuses a policy that the
 * pack doesn't have: a misspelt name would switch nothing.
 *
 * @throws with all that doesn't fit
 */
export function reconcile(
  policies: readonly PolicyInfo[],
  config: PackConfiguration,
): ReadonlyMap<string, PolicyConfiguration> {
  const problems: string[] = [];
  const names = policies.map(({ name }) => name);
  for (const name of Object.keys(config)) {
    if (name !== "all" && !names.includes(name)) {
      problems.push(`no policy ${name} in the pack; it has ${names.join(", ")}`);
    }
  }
  const all = levelOf("all", config.all, problems);
  const result = policies.map((policy): [string, PolicyConfiguration] => {
    const given = config[policy.name];
    const own = levelOf(policy.name, given, problems);
    const { enforcementLevel: _, ...settings } = typeof given === "object" ? given : {};
    const properties = { ...defaultsOf(policy), ...settings };
    problems.push(...mismatches(policy, properties));
    const enforcementLevel = own ?? all ?? policy.enforcementLevel;
    return [
      policy.name,
      { enforcementLevel, properties: properties as PolicyConfiguration["properties"] },
    ];
  });
  if (problems.length > 0) {
    throw new Error(`the configuration doesn't fit the policy pack: ${problems.join("; ")}`);
  }
  return new Map(result);
}

function levelOf(
  name: string,
  given: PackConfiguration[string] | undefined,
  problems: string[],
): EnforcementLevel | undefined {
  const level = typeof given === "object" ? given.enforcementLevel : given;
  if (level === undefined) return undefined;
  const known = LEVELS.find((one) => one === level);
  if (!known) problems.push(`${name}: level ${String(level)}, but only ${LEVELS.join(", ")} exist`);
  return known;
}

function defaultsOf({ settings }: PolicyInfo): Record<string, unknown> {
  const withDefault = Object.entries(settings).filter(([, schema]) => "default" in schema);
  return Object.fromEntries(withDefault.map(([name, schema]) => [name, schema.default]));
}

/** Where the settings of one policy don't fit its JSON Schema. */
export function mismatches(policy: PolicyInfo, given: unknown): string[] {
  const result = settingsOf(policy).safeParse(given);
  const issues = result.success ? [] : result.error.issues;
  return issues.map((issue) => `${policy.name}.${issue.path.join(".")}: ${issue.message}`);
}

const settingsOf = memoize(({ settings, required }: PolicyInfo) =>
  z.fromJSONSchema({
    type: "object",
    properties: settings,
    required: [...required],
  } as z.core.JSONSchema.JSONSchema),
);
