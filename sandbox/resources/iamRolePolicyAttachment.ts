import { call } from "./awsClient.ts";
import { goneFromIam } from "./iamRole.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { type ResourceDefinition, text } from "./resource.ts";

/** A managed policy on a role; its id is `<role>/<policy ARN>`. Making what is there already changes nothing. */
export const iamRolePolicyAttachment: ResourceDefinition = {
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  inputs: {
    policyArn: { required: true, replaces: true },
    role: { required: true, replaces: true },
  },
  computed: [],
  global: true,

  async create(context, inputs) {
    const RoleName = text(inputs, "role");
    const PolicyArn = text(inputs, "policyArn");
    await call(context, "AttachRolePolicy", { RoleName, PolicyArn });
    return { id: `${RoleName}/${PolicyArn}`, outputs: inputs };
  },

  async read(context, id) {
    const { RoleName, PolicyArn } = attachmentOf(id);
    const found = await unlessGone(
      () => call(context, "ListAttachedRolePolicies", { RoleName }),
      goneFromIam,
    );
    const isThere = found?.AttachedPolicies.some((one) => one.PolicyArn === PolicyArn);
    return isThere ? { policyArn: PolicyArn, role: RoleName } : undefined;
  },

  async delete(context, id) {
    await unlessGone(() => call(context, "DetachRolePolicy", attachmentOf(id)), goneFromIam);
  },
};

function attachmentOf(id: string) {
  const bar = id.indexOf("/");
  return { RoleName: id.slice(0, bar), PolicyArn: id.slice(bar + 1) };
}
