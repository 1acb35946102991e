import { call } from "./awsClient.ts";
import { goneFromIam } from "./iamRole.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { type ResourceDefinition, text } from "./resource.ts";

/** A service's own role; its id is its ARN (terraform-provider-aws internal/service/iam/service_linked_role.go). */
export const serviceLinkedRole: ResourceDefinition = {
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
