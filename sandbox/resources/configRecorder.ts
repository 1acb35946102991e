import { call } from "./awsClient.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { recordResource } from "./record.ts";
import {
  type OperationContext,
  type Properties,
  type Property,
  type ResourceDefinition,
  text,
} from "./resource.ts";

/** AWS Config's recorder and its delivery channel (terraform-provider-aws internal/service/configservice). */

const object: Property = { kind: "object" };
const name: Property = { replaces: true, length: [1, 256] };
const idByName = (_: OperationContext, inputs: Properties) => text(inputs, "name");

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

export const configRecorder: readonly ResourceDefinition[] = [
  recorder,
  deliveryChannel,
  recorderStatus,
];
