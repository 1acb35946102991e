import * as cfg from "@pulumi/aws/cfg/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ConfigRulesArgs } from "../detectionArgs.ts";
import { retryTransientErrors } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import type { ManagedRule } from "./configRules.ts";
import type { DetectionPlace } from "./place.ts";

/**
 * Rules of AWS Config, in the management account or in every account of the organization. A rule of the organization
 * fails as a whole where one of the accounts has no recorder (AWS Config API Reference, PutOrganizationConfigRule). Where
 * there is none, the first fails alone: the others wait for it.
 */
export function createConfigRules(
  { parent, name, region, tags }: DetectionPlace,
  { organization = false, excludedAccounts = [] }: ConfigRulesArgs,
  rules: ReadonlyMap<string, ManagedRule>,
  dependsOn: pulumi.Resource[],
): void {
  let first: pulumi.Resource | undefined;
  for (const [rule, { identifier, description, parameters }] of rules) {
    const child = `${name}/${rule}`;
    const opts = {
      parent,
      dependsOn: first ? [...dependsOn, first] : dependsOn,
      hooks: { onError: [retryTransientErrors()] },
    };
    const given = {
      name: `${name}-${rule}`,
      region,
      description,
      ...(parameters && { inputParameters: JSON.stringify(parameters) }),
    };
    if (organization) {
      const settings = { ...given, ruleIdentifier: identifier, excludedAccounts };
      const made = new cfg.OrganizationManagedRule(child, settings, opts);
      first ??= made;
    } else {
      const source = { owner: "AWS", sourceIdentifier: identifier };
      const settings = { ...given, source, tags };
      const made = new cfg.Rule(child, settings, { ...opts, ...secretTagOptions(tags) });
      first ??= made;
    }
  }
}
