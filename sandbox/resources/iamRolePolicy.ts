import { call } from "./awsClient.ts";
import { goneFromIam, policyName } from "./iamRole.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { type ResourceDefinition, text } from "./resource.ts";

/** An inline policy of a role; its id is `<role>:<name>` (terraform-provider-aws internal/service/iam/role_policy.go). */
export const iamRolePolicy: ResourceDefinition = {
  type: "aws:iam/rolePolicy:RolePolicy",
  inputs: {
    name: policyName,
    namePrefix: { replaces: true },
    policy: { required: true, kind: "json" },
    role: { required: true, replaces: true },
  },
  computed: [],
  nameProperty: "name",
  global: true,

  async create(context, inputs) {
    const RoleName = text(inputs, "role");
    const PolicyName = text(inputs, "name");
    await call(context, "PutRolePolicy", {
      RoleName,
      PolicyName,
      PolicyDocument: text(inputs, "policy"),
    });
    return { id: `${RoleName}:${PolicyName}`, outputs: inputs };
  },

  async read(context, id) {
    const found = await unlessGone(() => call(context, "GetRolePolicy", policyOf(id)), goneFromIam);
    if (!found) return undefined;
    return { name: found.PolicyName, policy: found.PolicyDocument, role: found.RoleName };
  },

  async update(context, id, _olds, news) {
    await call(context, "PutRolePolicy", { ...policyOf(id), PolicyDocument: text(news, "policy") });
    return news;
  },

  async delete(context, id) {
    await unlessGone(() => call(context, "DeleteRolePolicy", policyOf(id)), goneFromIam);
  },
};

function policyOf(id: string) {
  const [RoleName = "", PolicyName = ""] = id.split(":");
  return { RoleName, PolicyName };
}
