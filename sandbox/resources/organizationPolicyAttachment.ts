import { call } from "./awsClient.ts";
import { unlessGone } from "./organizationPolicy.ts";
import { type ResourceDefinition, text } from "./resource.ts";

const gone = ["PolicyNotFoundException", "TargetNotFoundException"];

/** A policy on a root, organizational unit or account; its id is `<targetId>:<policyId>`. */
export const organizationPolicyAttachment: ResourceDefinition = {
  type: "aws:organizations/policyAttachment:PolicyAttachment",
  inputs: {
    policyId: { required: true, replaces: true },
    skipDestroy: { kind: "boolean" },
    targetId: { required: true, replaces: true },
  },
  computed: [],
  global: true,

  async create(context, inputs) {
    const PolicyId = text(inputs, "policyId");
    const TargetId = text(inputs, "targetId");
    await call(context, "AttachPolicy", { PolicyId, TargetId });
    return { id: `${TargetId}:${PolicyId}`, outputs: inputs };
  },

  async read(context, id) {
    const { PolicyId, TargetId } = attachmentOf(id);
    const found = await unlessGone(() => call(context, "ListTargetsForPolicy", { PolicyId }), gone);
    if (!found?.Targets.some((target) => target.TargetId === TargetId)) return undefined;
    return { policyId: PolicyId, targetId: TargetId };
  },

  /** Only `skipDestroy` changes in place. */
  async update(_context, _id, _olds, news) {
    return news;
  },

  async delete(context, id, outputs) {
    if (outputs.skipDestroy === true) return;
    await unlessGone(
      () => call(context, "DetachPolicy", attachmentOf(id)),
      [...gone, "PolicyNotAttachedException"],
    );
  },
};

function attachmentOf(id: string) {
  const [TargetId = "", PolicyId = ""] = id.split(":");
  return { PolicyId, TargetId };
}
