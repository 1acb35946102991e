import type { Use } from "../iam/policy/statement.ts";
import type { Value } from "../value.ts";
import type { PolicyFact, Readers } from "./fact.ts";
import { policyFact } from "./factBuilders.ts";
import { property, type Resource } from "./resource.ts";

/** Organizations' policy types whose content is an IAM policy. */
const USES: ReadonlyMap<unknown, Use> = new Map([
  ["SERVICE_CONTROL_POLICY", "scp"],
  ["RESOURCE_CONTROL_POLICY", "rcp"],
]);

/** Service and resource control policies, in @pulumi/aws, aws-native and CloudFormation. */
export const organizationsReaders: Readers = {
  "aws:organizations/policy:Policy": (resource) => {
    const { content, name, type } = resource.inputs;
    return controlPolicy(resource, "content", content, name, type ?? "SERVICE_CONTROL_POLICY");
  },
  "AWS::Organizations::Policy": (resource) => {
    const { inputs } = resource;
    const [content, name, type] = ["Content", "Name", "Type"].map((one) => property(inputs, one));
    return controlPolicy(resource, "Content", content, name, type);
  },
};

function controlPolicy(
  resource: Resource,
  input: string,
  source: Value | undefined,
  name: Value | undefined,
  type: Value | undefined,
): PolicyFact[] {
  const use = USES.get(type);
  if (!use) return [];
  return [
    policyFact({ resource, use, form: "organization", property: input, source, name, holders: [] }),
  ];
}
