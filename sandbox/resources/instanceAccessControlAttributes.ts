import { instanceArn } from "./arns.ts";
import { call, callIfFound } from "./awsClient.ts";
import { readBack } from "./readBack.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";

interface Attribute {
  key: string;
  values: { sources: string[] }[];
}

export const instanceAccessControlAttributes: ResourceDefinition = {
  type: "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
  inputs: {
    instanceArn,
    attributes: {
      required: true,
      kind: "set",
      length: [1, 50],
      properties: {
        key: { required: true },
        values: {
          required: true,
          kind: "set",
          length: [1, 1],
          properties: { sources: { required: true, kind: "set", length: [1, 1] } },
        },
      },
    },
  },
  computed: ["status", "statusReason"],

  async create(context, inputs) {
    const operation = "CreateInstanceAccessControlAttributeConfiguration";
    await call(context, operation, requestOf(inputs));
    const id = text(inputs, "instanceArn");
    return { id, outputs: { ...inputs, ...(await readBack(read, context, id)) } };
  },
  read,

  async update(context, id, _olds, news) {
    const operation = "UpdateInstanceAccessControlAttributeConfiguration";
    await call(context, operation, requestOf(news));
    return { ...news, ...(await readBack(read, context, id)) };
  },

  /** An instance without attributes is an error here, unlike for other resources. */
  async delete(context, id) {
    const operation = "DeleteInstanceAccessControlAttributeConfiguration";
    await call(context, operation, { InstanceArn: id });
  },
};

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const operation = "DescribeInstanceAccessControlAttributeConfiguration";
  const found = await callIfFound(context, operation, { InstanceArn: id });
  const list = found?.InstanceAccessControlAttributeConfiguration.AccessControlAttributes ?? [];
  if (list.length === 0) return undefined;
  return {
    attributes: list.map(({ Key, Value }) => ({ key: Key, values: [{ sources: Value.Source }] })),
    instanceArn: id,
    region: context.region,
    status: found?.Status,
    statusReason: "",
  };
}

/** Only the first entry of `values` is used. */
function requestOf(inputs: Properties) {
  const attributes = inputs.attributes as Attribute[];
  return {
    InstanceArn: text(inputs, "instanceArn"),
    InstanceAccessControlAttributeConfiguration: {
      AccessControlAttributes: attributes.map(({ key, values }) => ({
        Key: key,
        Value: { Source: values[0]?.sources ?? [] },
      })),
    },
  };
}
