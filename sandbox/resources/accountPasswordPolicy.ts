import { call } from "./awsClient.ts";
import { goneFromIam } from "./iamRole.ts";
import { unlessGone } from "./organizationPolicy.ts";
import type { OperationContext, Properties, ResourceDefinition } from "./resource.ts";

const ID = "iam-account-password-policy";

/** An account has one (terraform-provider-aws internal/service/iam/account_password_policy.go). */
export const accountPasswordPolicy: ResourceDefinition = {
  type: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  inputs: {
    allowUsersToChangePassword: { kind: "boolean", default: true },
    hardExpiry: { kind: "boolean" },
    maxPasswordAge: { kind: "number" },
    minimumPasswordLength: { kind: "number", default: 6 },
    passwordReusePrevention: { kind: "number" },
    requireLowercaseCharacters: { kind: "boolean" },
    requireNumbers: { kind: "boolean" },
    requireSymbols: { kind: "boolean" },
    requireUppercaseCharacters: { kind: "boolean" },
  },
  computed: ["expirePasswords"],
  global: true,

  async create(context, inputs) {
    return { id: ID, outputs: await put(context, inputs) };
  },

  async read(context, _id, outputs) {
    const found = await unlessGone(
      () => call(context, "GetAccountPasswordPolicy", {}),
      goneFromIam,
    );
    if (!found) return undefined;
    const { PasswordPolicy: policy } = found;
    return {
      ...outputs,
      minimumPasswordLength: policy.MinimumPasswordLength,
      requireSymbols: policy.RequireSymbols,
      requireNumbers: policy.RequireNumbers,
      requireUppercaseCharacters: policy.RequireUppercaseCharacters,
      requireLowercaseCharacters: policy.RequireLowercaseCharacters,
      expirePasswords: policy.ExpirePasswords,
      ...(policy.MaxPasswordAge ? { maxPasswordAge: policy.MaxPasswordAge } : {}),
      ...(policy.PasswordReusePrevention
        ? { passwordReusePrevention: policy.PasswordReusePrevention }
        : {}),
    };
  },

  update: (context, _id, _olds, news) => put(context, news),

  async delete(context) {
    await unlessGone(() => call(context, "DeleteAccountPasswordPolicy", {}), goneFromIam);
  },
};

async function put(context: OperationContext, inputs: Properties): Promise<Properties> {
  const number = (key: string, name: string) =>
    typeof inputs[key] === "number" ? { [name]: inputs[key] } : {};
  await call(context, "UpdateAccountPasswordPolicy", {
    ...number("minimumPasswordLength", "MinimumPasswordLength"),
    ...number("maxPasswordAge", "MaxPasswordAge"),
    ...number("passwordReusePrevention", "PasswordReusePrevention"),
    RequireSymbols: inputs.requireSymbols === true,
    RequireNumbers: inputs.requireNumbers === true,
    RequireUppercaseCharacters: inputs.requireUppercaseCharacters === true,
    RequireLowercaseCharacters: inputs.requireLowercaseCharacters === true,
  });
  return { ...inputs, expirePasswords: Number(inputs.maxPasswordAge ?? 0) > 0 };
}
