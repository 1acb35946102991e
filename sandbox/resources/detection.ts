import { ownArn } from "./arns.ts";
import { call } from "./awsClient.ts";
import { goneFromIam } from "./iamRole.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { recordResource } from "./record.ts";
import {
  type OperationContext,
  type Properties,
  type Property,
  type ResourceDefinition,
  text,
} from "./resource.ts";

/** What AWS Config, and IAM beside its roles, have of the provider (terraform-provider-aws internal/service/configservice, iam). */

const object: Property = { kind: "object" };
const name: Property = { replaces: true, length: [1, 256] };
const frequency: Property = {
  values: ["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"],
};
const idByName = (_: OperationContext, inputs: Properties) => text(inputs, "name");

const configRule = recordResource({
  type: "aws:cfg/rule:Rule",
  inputs: {
    name: { replaces: true, length: [1, 128] },
    description: { length: [0, 256] },
    evaluationModes: { kind: "list", itemKind: "object" },
    inputParameters: { kind: "json" },
    maximumExecutionFrequency: frequency,
    scope: object,
    source: { ...object, required: true },
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
  id: idByName,
  outputs: (context, id) => {
    const ruleId = `config-rule-${digits(id)}`;
    return { arn: ownArn(context, "config", `config-rule/${ruleId}`), ruleId };
  },
  goneCodes: ["NoSuchConfigRuleException"],
});

const organizationManagedRule = recordResource({
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
  id: idByName,
  outputs: (context, id) => ({
    arn: ownArn(context, "config", `organization-config-rule/${id}-${digits(id)}`),
  }),
  goneCodes: ["NoSuchOrganizationConfigRuleException"],
});

const recorder = recordResource({
  type: "aws:cfg/recorder:Recorder",
  inputs: {
    name,
    recordingGroup: object,
    recordingMode: object,
    roleArn: { required: true, pattern: /^arn:/ },
  },
  computed: [],
  nameProperty: "name",
  operations: {
    create: "PutConfigurationRecorder",
    read: "DescribeConfigurationRecorders",
    update: "PutConfigurationRecorder",
    delete: "DeleteConfigurationRecorder",
  },
  id: idByName,
  goneCodes: ["NoSuchConfigurationRecorderException"],
});

const deliveryChannel = recordResource({
  type: "aws:cfg/deliveryChannel:DeliveryChannel",
  inputs: {
    name,
    s3BucketName: { required: true },
    s3KeyPrefix: {},
    s3KmsKeyArn: {},
    snapshotDeliveryProperties: object,
    snsTopicArn: {},
  },
  computed: [],
  nameProperty: "name",
  operations: {
    create: "PutDeliveryChannel",
    read: "DescribeDeliveryChannels",
    update: "PutDeliveryChannel",
    delete: "DeleteDeliveryChannel",
  },
  id: idByName,
  goneCodes: ["NoSuchDeliveryChannelException"],
});

const noRecorder = ["NoSuchConfigurationRecorderException"];

const recorderStatus: ResourceDefinition = {
  type: "aws:cfg/recorderStatus:RecorderStatus",
  inputs: { name, isEnabled: { kind: "boolean", required: true } },
  computed: [],
  nameProperty: "name",
  async create(context, inputs) {
    await record(context, text(inputs, "name"), inputs);
    return { id: text(inputs, "name"), outputs: inputs };
  },
  async read(context, Id) {
    const found = await unlessGone(
      () => call(context, "DescribeConfigurationRecorderStatus", { Id }),
      noRecorder,
    );
    return found && { name: Id, isEnabled: found.recording, region: context.region };
  },
  async update(context, id, _olds, news) {
    await record(context, id, news);
    return news;
  },
  async delete(context, Id) {
    await unlessGone(() => call(context, "StopConfigurationRecorder", { Id }), noRecorder);
  },
};

async function record(context: OperationContext, Id: string, inputs: Properties): Promise<void> {
  const isOn = inputs.isEnabled === true;
  await call(context, isOn ? "StartConfigurationRecorder" : "StopConfigurationRecorder", { Id });
}

const serviceLinkedRole: ResourceDefinition = {
  type: "aws:iam/serviceLinkedRole:ServiceLinkedRole",
  inputs: {
    awsServiceName: { required: true, replaces: true, pattern: /\./ },
    customSuffix: { replaces: true },
    description: { length: [0, 1000] },
    tags: { kind: "map" },
  },
  computed: ["arn", "createDate", "name", "path", "uniqueId"],
  tagged: true,
  global: true,
  async create(context, inputs) {
    const { Role } = await call(context, "CreateServiceLinkedRole", {
      AWSServiceName: text(inputs, "awsServiceName"),
      Description: text(inputs, "description"),
    });
    const made = { arn: Role.Arn, name: Role.RoleName, path: Role.Path };
    return { id: Role.Arn, outputs: { ...inputs, ...made } };
  },
  async read(context, id, outputs) {
    const [, path = "", RoleName = ""] = /:role(\/.*\/)([^/]+)$/.exec(id) ?? [];
    const found = await unlessGone(() => call(context, "GetRole", { RoleName }), goneFromIam);
    if (!found) return undefined;
    const awsServiceName = path.split("/")[2] ?? "";
    return { ...outputs, arn: id, awsServiceName, name: RoleName, path };
  },
  async update(_context, _id, olds, news) {
    return { ...olds, ...news };
  },
  async delete(context, id) {
    const RoleName = id.slice(id.lastIndexOf("/") + 1);
    await unlessGone(() => call(context, "DeleteServiceLinkedRole", { RoleName }), goneFromIam);
  },
};

/** Six characters that follow from a name. */
function digits(id: string): string {
  return [...id]
    .reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 2_176_782_336, 7)
    .toString(36)
    .padStart(6, "0");
}

export const detection: readonly ResourceDefinition[] = [
  configRule,
  deliveryChannel,
  organizationManagedRule,
  recorder,
  recorderStatus,
  serviceLinkedRole,
];
