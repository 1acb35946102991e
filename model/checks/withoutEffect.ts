import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import { type AlarmName, type Alarms, alarmNames } from "../schema/alarms.ts";
import type { Configuration } from "../schema/configuration.ts";
import { configRules, contactKinds, type Detection } from "../schema/detection.ts";
import type { Emergency } from "../schema/emergency.ts";
import type { IdentityCenter } from "../schema/identityCenter.ts";
import type { PolicyTarget } from "../schema/policyTarget.ts";
import { guardrails, type RootGuardrails } from "../schema/rootGuardrails.ts";
import { writtenUnit } from "../schema/unitPath.ts";
import type { SectionName, Sections } from "../sections/sections.ts";

/**
 * Settings that change nothing beside what else is set, though their author believes that they do. With `enabled: false`
 * settings are kept for later, and nothing is said of them.
 *
 * @param isSound whether nothing is wrong with a section by itself, so that its meaning is known
 */
export function withoutEffectProblems(
  { identityCenter, groups, alarms, detection, rootGuardrails }: Configuration,
  sections: Sections,
  isSound: (section: SectionName) => boolean,
): Problem[] {
  const hasAdministrators =
    !isSound("groups") || Object.values(groups).some((group) => group.administrators);
  return [
    ...(isSound("identityCenter") ? inIdentityCenter(identityCenter) : []),
    ...(isSound("alarms") && alarms.enabled ? inAlarms(alarms, hasAdministrators) : []),
    ...(isSound("detection") && detection.enabled
      ? inDetection(detection, sections.detection)
      : []),
    ...(isSound("rootGuardrails") && rootGuardrails.enabled
      ? inRootGuardrails(rootGuardrails)
      : []),
  ];
}

/** The same in a stack of emergency/. */
export function emergencyWithoutEffectProblems(emergency: Emergency): Problem[] {
  const path = "access:emergency";
  const { accountId, deploymentRole, drilledBy, drilledOn } = emergency;
  const found: Problem[] = [];
  if (deploymentRole !== undefined && accountId === undefined) {
    const why =
      "has no effect without accountId: people come in to the management account, whose credentials deploy this; remove it, or name the account in accountId";
    found.push(warning(pathOf(path, "deploymentRole"), why));
  }
  if (drilledBy !== undefined && drilledOn === undefined) {
    const why = "has no effect without drilledOn; add the day of the drill";
    found.push(warning(pathOf(path, "drilledBy"), why));
  }
  return found;
}

/** What is switched on, and has nothing left to do. */
function leftOut<Name extends string>(
  noun: string,
  all: readonly Name[],
  without: readonly Name[],
  path: string,
): Problem[] {
  if (all.some((one) => !without.includes(one))) return [];
  const why = `leaves every ${noun} out; set enabled to false instead`;
  return [error(pathOf(path, "without"), why)];
}

function inIdentityCenter({ identitySource, mfa, regions }: IdentityCenter): Problem[] {
  if (identitySource === undefined || mfa !== undefined || regions.length > 0) return [];
  const why = "has no effect without regions and mfa, which are judged by it; remove it";
  return [warning("access:identityCenter.identitySource", why)];
}

function inAlarms(
  { without, emergencyRoles, emergencyUsers }: Alarms,
  hasAdministrators: boolean,
): Problem[] {
  const path = "access:alarms";
  const found = leftOut("alarm", alarmNames, without, path);
  for (const [key, names] of Object.entries({ emergencyRoles, emergencyUsers })) {
    if (names.length === 0 || !without.includes("emergency-access")) continue;
    const why = `has no effect, since ${path}.without leaves out emergency-access, which tells of them; remove one of the two`;
    found.push(warning(pathOf(path, key), why));
  }
  const needs: Readonly<Partial<Record<AlarmName, string | undefined>>> = {
    "emergency-access":
      emergencyRoles.length + emergencyUsers.length > 0
        ? undefined
        : "emergencyRoles or emergencyUsers",
    administrators: hasAdministrators ? undefined : "a group with administrators: true",
  };
  const left = alarmNames.filter((one) => !without.includes(one));
  if (left.length > 0 && left.every((one) => needs[one] !== undefined)) {
    const all = left.map((one) => `${one}, which needs ${needs[one]}`).join(", and ");
    const why = `leaves every alarm out but ${all}: there would be none; take another out of it, or set enabled to false`;
    found.push(error(pathOf(path, "without"), why));
  }
  return found;
}

function inDetection(
  { trustedAccess, accessAnalyzer, config, passwordPolicy, contacts }: Detection,
  given: Readonly<Record<string, unknown>>,
): Problem[] {
  const path = "access:detection";
  const { external, regions, unused } = accessAnalyzer;
  const found: Problem[] = [];
  const note = (why: string, ...keys: string[]) => found.push(warning(pathOf(path, ...keys), why));
  if (!external && regions.length > 0) {
    const why =
      "has no effect, since external is false: unused access is looked for in the home Region alone; remove one of the two";
    note(why, "accessAnalyzer", "regions");
  }
  if (config.enabled) {
    found.push(...leftOut("rule", configRules, config.without, pathOf(path, "config")));
    if (config.except.length > 0 && !config.organization) {
      const why =
        "these accounts are left out of the organization's rules only; set organization to true, or remove it";
      found.push(error(pathOf(path, "config", "except"), why));
    }
  }
  const rules = isObject(given.config) ? given.config : {};
  for (const [key, rule, isSaid] of [
    ["hardwareMfa", "root-mfa", config.hardwareMfa],
    ["maximumKeyAge", "key-age", Object.hasOwn(rules, "maximumKeyAge")],
  ] as const) {
    if (!config.enabled || !isSaid || !config.without.includes(rule)) continue;
    const why = `has no effect, since ${path}.config.without leaves out ${rule}, which judges it; remove one of the two`;
    note(why, "config", key);
  }
  const hasContacts = contactKinds.some((kind) => contacts[kind] !== undefined);
  if (contacts.accounts.length > 0 && !hasContacts) {
    const why = `has no effect, since nobody is named whom AWS writes to; add ${contactKinds.join(", ")} or some of them, or remove it`;
    note(why, "contacts", "accounts");
  }
  const hasAnalyzers = external || unused !== false;
  if (!hasAnalyzers && !config.enabled && !passwordPolicy.enabled && !hasContacts) {
    const why =
      "is true, and nothing is looked for: accessAnalyzer, config, passwordPolicy and contacts are all off or empty; switch one of them on, or set enabled to false";
    note(why, "enabled");
  } else if (
    !trustedAccess &&
    !hasAnalyzers &&
    !(config.enabled && config.organization) &&
    !hasContacts
  ) {
    const why =
      "has no effect: only analyzers, rules of the organization and contacts need trusted access, and there are none; remove it";
    note(why, "trustedAccess");
  }
  return found;
}

function inRootGuardrails(settings: RootGuardrails): Problem[] {
  const path = "access:rootGuardrails";
  const { without, credentialRoles, administratorRoles, targets, stage } = settings;
  const found = leftOut("guardrail", guardrails, without, path);
  for (const [key, roles, exempts] of [
    ["credentialRoles", credentialRoles, ["long-term-credentials"]],
    ["administratorRoles", administratorRoles, ["trail-changes", "identity-source"]],
  ] as const) {
    if (roles.length === 0 || !exempts.every((one) => without.includes(one))) continue;
    const why = `has no effect, since ${path}.without leaves out ${exempts.join(" and ")}, from which they would be exempt; remove one of the two`;
    found.push(warning(pathOf(path, key), why));
  }
  for (const [key, list] of Object.entries({ targets, stage })) {
    list.forEach((target, index) => {
      const above = list.findIndex(
        (other, at) =>
          at !== index && holds(other, target) && !(at > index && holds(target, other)),
      );
      const other = list[above];
      if (other === undefined) return;
      const why = `has no effect beside ${shown(other)} (${key}[${above}]), whose policies are in force there, too; remove it`;
      found.push(warning(pathOf(path, key, index), why));
    });
  }
  if (stage.length > 0 && targets.every((target) => stage.some((one) => holds(one, target)))) {
    const why = "has no effect: it is everywhere where targets are; remove it, or name fewer";
    found.push(warning(pathOf(path, "stage"), why));
  }
  return found;
}

/** Whether a policy at one target is in force at the other, as far as the configuration tells: policies are inherited. */
function holds(above: PolicyTarget, below: PolicyTarget): boolean {
  if ("all" in above || ("ou" in above && above.ou === "")) return true;
  if ("account" in above) return "account" in below && above.account === below.account;
  return "ou" in below && (below.ou === above.ou || below.ou.startsWith(`${above.ou}/`));
}

function shown(target: PolicyTarget): string {
  if ("all" in target) return "all";
  return "account" in target ? target.account : `ou: ${writtenUnit(target.ou)}`;
}
