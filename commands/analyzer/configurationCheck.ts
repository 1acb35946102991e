import { orDidYouMean } from "../../model/problems/didYouMean.ts";
import { isObject } from "../../policies/isObject.ts";
import { LEVELS, mismatches, type PolicyInfo } from "./configuration.ts";

/**
 * All that is wrong with what a file for `--policy-pack-config` holds. The Pulumi CLI accepts names of
 * policies and settings that don't exist in silence, although they switch nothing.
 *
 * @param config the parsed file
 */
export function configurationProblems(policies: readonly PolicyInfo[], config: unknown): string[] {
  if (!isObject(config)) return ["the file must hold an object with the names of policies as keys"];
  return Object.entries(config).flatMap(([name, given]) => {
    if (name === "environments") return environmentProblems(given);
    if (name === "all") return levelOnlyProblems(given);
    const policy = policies.find((one) => one.name === name);
    const names = ["all", ...policies.map((one) => one.name)];
    return policy
      ? policyProblems(policy, given)
      : [`no policy is called "${name}"${orDidYouMean(name, names)}`];
  });
}

function policyProblems(policy: PolicyInfo, given: unknown): string[] {
  const { name, settings } = policy;
  if (!isObject(given)) return levelProblems(name, given);
  const { enforcementLevel, ...own } = given;
  const allowed = ["enforcementLevel", ...Object.keys(settings)];
  const unknown = Object.keys(own).filter((key) => !allowed.includes(key));
  const known = Object.fromEntries(Object.entries(own).filter(([key]) => allowed.includes(key)));
  return [
    ...(enforcementLevel === undefined ? [] : levelProblems(name, enforcementLevel)),
    ...unknown.map(
      (key) => `${name} has no "${key}"${orDidYouMean(key, allowed)}; it has ${allowed.join(", ")}`,
    ),
    ...mismatches(policy, known),
  ];
}

/** `all` sets levels; the CLI ignores whatever else stands there. */
function levelOnlyProblems(given: unknown): string[] {
  if (!isObject(given)) return levelProblems("all", given);
  const { enforcementLevel, ...rest } = given;
  return [
    ...levelProblems("all", enforcementLevel),
    ...Object.keys(rest).map((key) => `all has no "${key}", only enforcementLevel`),
  ];
}

function levelProblems(name: string, given: unknown): string[] {
  if (LEVELS.some((level) => level === given)) return [];
  const suggestion = typeof given === "string" ? orDidYouMean(given, LEVELS) : "";
  const seen = JSON.stringify(given) ?? "nothing";
  return [`${name}: ${seen} is no level${suggestion}; allowed are ${LEVELS.join(", ")}`];
}

/** Pulumi ESC environments, which only the CLI opens. */
function environmentProblems(given: unknown): string[] {
  const isList = Array.isArray(given) && given.every((one) => typeof one === "string");
  return isList ? [] : ["environments must be a list of names"];
}
