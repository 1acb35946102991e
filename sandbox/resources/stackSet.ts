import { call } from "./awsClient.ts";
import { unlessGone } from "./organizationPolicy.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";

/** Stack sets with service-managed permissions (terraform-provider-aws internal/service/cloudformation). */

const object = { kind: "object" } as const;
const gone = ["StackSetNotFoundException"];

/** Its id is its name. */
export const stackSet: ResourceDefinition = {
  type: "aws:cloudformation/stackSet:StackSet",
  inputs: {
    autoDeployment: object,
    callAs: { replaces: true, default: "SELF" },
    capabilities: { kind: "set" },
    description: { length: [1, 1024] },
    managedExecution: object,
    name: { replaces: true, length: [1, 128], pattern: /^[A-Za-z][A-Za-z0-9-]*$/ },
    operationPreferences: object,
    parameters: { kind: "map" },
    permissionModel: {
      replaces: true,
      default: "SELF_MANAGED",
      values: ["SELF_MANAGED", "SERVICE_MANAGED"],
    },
    tags: { kind: "map" },
    templateBody: { kind: "json" },
  },
  computed: ["arn", "stackSetId"],
  nameProperty: "name",
  tagged: true,
  async create(context, inputs) {
    const name = text(inputs, "name");
    await call(context, "CreateStackSet", request(inputs));
    return { id: name, outputs: { ...inputs, ...(await read(context, name)) } };
  },
  read,
  async update(context, id, _olds, news) {
    await call(context, "UpdateStackSet", request(news));
    return { ...news, ...(await read(context, id)) };
  },
  async delete(context, StackSetName) {
    await unlessGone(() => call(context, "DeleteStackSet", { StackSetName }), gone);
  },
};

/** Its id is `name,units,region`. Everything but operationPreferences and overrides replaces. */
export const stackSetInstance: ResourceDefinition = {
  type: "aws:cloudformation/stackSetInstance:StackSetInstance",
  inputs: {
    callAs: { replaces: true, default: "SELF" },
    deploymentTargets: { ...object, required: true, replaces: true },
    operationPreferences: object,
    parameterOverrides: { kind: "map" },
    retainStack: { kind: "boolean" },
    stackSetInstanceRegion: { replaces: true },
    stackSetName: { required: true, replaces: true },
  },
  computed: ["organizationalUnitId", "stackId", "stackInstanceSummaries"],
  async create(context, inputs) {
    await call(context, "CreateStackInstances", targets(context, inputs));
    const { DeploymentTargets, Regions } = targets(context, inputs);
    const units = DeploymentTargets.OrganizationalUnitIds.join("/");
    return { id: [text(inputs, "stackSetName"), units, Regions[0]].join(), outputs: inputs };
  },
  async read(context, _id, outputs = {}) {
    const StackSetName = text(outputs, "stackSetName");
    const found = await unlessGone(
      () => call(context, "ListStackInstances", { StackSetName }),
      gone,
    );
    const { DeploymentTargets } = targets(context, outputs);
    const isThere = found?.Summaries.some(({ OrganizationalUnitIds }) =>
      OrganizationalUnitIds.some((id) => DeploymentTargets.OrganizationalUnitIds.includes(id)),
    );
    return isThere ? outputs : undefined;
  },
  async update(_context, _id, olds, news) {
    return { ...olds, ...news };
  },
  async delete(context, _id, outputs) {
    await unlessGone(() => call(context, "DeleteStackInstances", targets(context, outputs)), gone);
  },
};

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const found = await unlessGone(
    () => call(context, "DescribeStackSet", { StackSetName: id }),
    gone,
  );
  if (!found) return undefined;
  const { StackSetARN, StackSetId, TemplateBody, Settings } = found.StackSet;
  return {
    ...Settings,
    ...{ name: id, arn: StackSetARN, stackSetId: StackSetId, templateBody: TemplateBody },
  };
}

function request(inputs: Properties) {
  const { templateBody: _, name: __, ...Settings } = inputs;
  return {
    StackSetName: text(inputs, "name"),
    TemplateBody: text(inputs, "templateBody"),
    Settings,
  };
}

function targets({ region }: OperationContext, inputs: Properties) {
  const { organizationalUnitIds, accounts, accountFilterType } = inputs.deploymentTargets as {
    organizationalUnitIds: string[];
    accounts?: string[];
    accountFilterType?: string;
  };
  return {
    StackSetName: text(inputs, "stackSetName"),
    DeploymentTargets: {
      OrganizationalUnitIds: organizationalUnitIds,
      ...(accounts && { Accounts: accounts }),
      ...(accountFilterType === undefined ? {} : { AccountFilterType: accountFilterType }),
    },
    Regions: [text(inputs, "stackSetInstanceRegion") || region],
  };
}
