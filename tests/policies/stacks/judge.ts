import type { PolicyResource } from "@pulumi/policy";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { rules } from "../../../policies/pack.ts";
import { Intake } from "../../../policies/resources/intake.ts";
import { judgeFact, type Report, type Rule, type RuleContext } from "../../../policies/rule.ts";
import { Stack } from "../../../policies/stack/stack.ts";
import { UNKNOWN } from "../../../policies/value.ts";
import type { Findings } from "./findings.ts";

const TYPES = rules.flatMap(({ resource, stack }) => [
  ...(resource?.types ?? []),
  ...(stack?.types ?? []),
]);

/** What all rules say of some resources with their default settings: as the pack does, without an engine's protocol. */
export function judge(resources: readonly AnalyzedResource[]): Findings {
  const intake = new Intake(TYPES);
  const readings = resources.flatMap((one) => {
    const props = unknowns(one.inputs) as object;
    return intake.read({ type: one.type, urn: one.urn, name: one.name, props }) ?? [];
  });
  const stack = new Stack(policyResources(resources), intake);
  const found = new Map<string, number>();
  for (const rule of rules) {
    const context = contextOf(rule);
    const keep = (report: Report, about: Report["resource"]) => {
      const key = `${rule.id} ${report.id} at ${placeOf(report.resource ?? about)}`;
      found.set(key, Math.max(rankOf(rule, report), found.get(key) ?? 0));
    };
    for (const { possible } of readings) {
      for (const fact of possible.facts) {
        for (const report of judgeFact(rule.facts ?? {}, fact, context)) {
          keep(report, fact.resource);
        }
      }
      for (const resource of possible.resources) {
        if (!rule.resource?.types.includes(resource.type)) continue;
        for (const report of rule.resource.check(resource, context)) keep(report, resource);
      }
    }
    for (const report of rule.stack?.check(stack, context) ?? []) keep(report, undefined);
  }
  return found;
}

function contextOf({ settings }: Rule): RuleContext<Record<string, unknown>> {
  const defaults = Object.entries(settings).map(([name, setting]) => [name, setting.default]);
  return { settings: Object.fromEntries(defaults), today: "2026-11-26" };
}

function rankOf({ level }: Rule, report: Report): number {
  if ("doubt" in report) return 0;
  return (report.level ?? level) === "mandatory" ? 2 : 1;
}

function placeOf(about: Report["resource"]): string {
  if (!about) return "the stack";
  const [type, name] = about.urn.split("::").slice(-2);
  const logicalId = "logicalId" in about ? about.logicalId : undefined;
  return [type, name, logicalId].filter((one) => one !== undefined).join(" ");
}

function policyResources(resources: readonly AnalyzedResource[]): readonly PolicyResource[] {
  const byUrn = new Map<string, PolicyResource>();
  for (const { urn, type, name, outputs } of resources) {
    const one = { urn, type, name, props: unknowns(outputs), dependencies: [] };
    byUrn.set(urn, { ...one, propertyDependencies: {} } as unknown as PolicyResource);
  }
  const named = (urns: readonly string[]) => urns.flatMap((urn) => byUrn.get(urn) ?? []);
  for (const { urn, parent, dependencies, propertyDependencies } of resources) {
    const origins = Object.entries(propertyDependencies).map(([key, urns]) => [key, named(urns)]);
    Object.assign(byUrn.get(urn) ?? {}, {
      ...(parent && { parent: byUrn.get(parent) }),
      dependencies: named(dependencies),
      propertyDependencies: Object.fromEntries(origins),
    });
  }
  return [...byUrn.values()];
}

function unknowns(value: unknown): unknown {
  if (value === NOT_KNOWN_YET) return UNKNOWN;
  if (Array.isArray(value)) return value.map(unknowns);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unknowns(one)]));
}
