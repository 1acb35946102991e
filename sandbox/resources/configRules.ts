import { ownArn } from "./arns.ts";
import { recordResource } from "./record.ts";
import { type Property, type ResourceDefinition, text } from "./resource.ts";

/** Rules of AWS Config (terraform-provider-aws internal/service/configservice). */

const frequency: Property = {
  values: ["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"],
};

const rule: ResourceDefinition = recordResource({
  type: "aws:cfg/rule:Rule",
  inputs: {
    name: { replaces: true, length: [1, 128] },
    description: { length: [0, 256] },
    evaluationModes: { kind: "list", itemKind: "object" },
    inputParameters: { kind: "json" },
    maximumExecutionFrequency: frequency,
    scope: { kind: "object" },
    source: { kind: "object", required: true },
    tags: { kind: "map" },
  },
  computed: ["arn", "ruleId"],
  nameProperty: "name",
  tagged: true,
  operations: {
    create: "PutConfigRule",
    read: "DescribeConfigRules",
    update: "PutConfigRule",
    delete: "DeleteConfigRule",
  },
  id: (_, inputs) => text(inputs, "name"),
  outputs: (context, id) => {
    const ruleId = `config-rule-${digits(id)}`;
    return { arn: ownArn(context, "config", `config-rule/${ruleId}`), ruleId };
  },
  goneCodes: ["NoSuchConfigRuleException"],
});

const organizationManagedRule: ResourceDefinition = recordResource({
  type: "aws:cfg/organizationManagedRule:OrganizationManagedRule",
  inputs: {
    name: { replaces: true, length: [1, 64] },
    description: { length: [0, 256] },
    excludedAccounts: { kind: "set" },
    inputParameters: { kind: "json" },
    maximumExecutionFrequency: frequency,
    resourceIdScope: {},
    resourceTypesScopes: { kind: "set" },
    ruleIdentifier: { required: true, length: [1, 256] },
    tagKeyScope: {},
    tagValueScope: {},
  },
  computed: ["arn"],
  nameProperty: "name",
  operations: {
    create: "PutOrganizationConfigRule",
    read: "DescribeOrganizationConfigRules",
    update: "PutOrganizationConfigRule",
    delete: "DeleteOrganizationConfigRule",
  },
  id: (_, inputs) => text(inputs, "name"),
  outputs: (context, id) => ({
    arn: ownArn(context, "config", `organization-config-rule/${id}-${digits(id)}`),
  }),
  goneCodes: ["NoSuchOrganizationConfigRuleException"],
});

/** Six characters that follow from a name. */
function digits(id: string): string {
  return [...id]
    .reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 2_176_782_336, 7)
    .toString(36)
    .padStart(6, "0");
}

export const configRules: readonly ResourceDefinition[] = [rule, organizationManagedRule];
