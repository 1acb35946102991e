import type { ErrorHookArgs } from "@pulumi/pulumi";
import type { ErrorForm } from "./errorForm.ts";
import { importCommand, inputsOf } from "./failure.ts";

/** Ways out where IAM or CloudFormation has something of this name, as after a lost answer. */
function adopt(what: string, args: ErrorHookArgs, id = String(inputsOf(args).name)): string {
  return `there is ${what} of this name already, as after a lost answer: import it and run pulumi up again: ${importCommand(args, id)}; if it is somebody else's, delete or rename that one`;
}

const taken = /already exists|EntityAlreadyExists|NameAlreadyExists/i;

/** What IAM and StackSets refuse of emergency access. */
export const emergencyErrors: readonly ErrorForm[] = [
  {
    form: /enable organizations access to operate a service.managed stack ?set/i,
    of: ":StackSet",
    advice: () =>
      "StackSets aren't activated in the organization, for which trusted access in Organizations isn't enough: run aws cloudformation activate-organizations-access with credentials of the management account, once",
  },
  // StackSets take one operation at a time where nothing queues them.
  { form: /OperationInProgressException/, passes: true },
  {
    form: /already exists/i,
    of: ":StackSetInstance",
    advice: () =>
      "an account has a role of this name already: delete or rename it there, or choose another name; a role that changes between units and single accounts is taken out first (pulumi up), and given again in a second update",
  },
  { form: taken, of: ":StackSet", isTaken: true, advice: (args) => adopt("a StackSet", args) },
  { form: taken, of: "iam/role:Role", isTaken: true, advice: (args) => adopt("a role", args) },
  {
    form: taken,
    of: "iam/group:Group",
    isTaken: true,
    advice: (args) => adopt("a group of IAM", args),
  },
  {
    form: /explicit deny in a service control policy/i,
    of: "iam/user:User",
    advice: () =>
      "a guardrail of the organization denies users of IAM in this account: name the role that deploys them under credentialRoles of the guardrails (RootGuardrails), and deploy those first; or let people come in to the management account (docs/emergency.md)",
  },
  {
    form: taken,
    of: "iam/user:User",
    isTaken: true,
    advice: (args) => adopt("a user of IAM", args),
  },
  {
    form: taken,
    of: ":SamlProvider",
    isTaken: true,
    advice: (args) =>
      adopt(
        "an identity provider",
        args,
        `arn:aws:iam::ACCOUNT:saml-provider/${inputsOf(args).name}`,
      ),
  },
  {
    form: /Could not parse metadata|InvalidInput/i,
    of: ":SamlProvider",
    advice: () =>
      "IAM can't read the identity provider's metadata: export it again there, as the metadata of the application for AWS accounts",
  },
  {
    form: /Maximum policy size of (\d+) bytes exceeded/,
    of: "iam/groupPolicy:GroupPolicy",
    advice: (_, [, most]) =>
      `the users' group names each role to which they go on, and IAM takes ${most} characters for it: have fewer roles, or give them shorter names`,
  },
  {
    form: /Cannot exceed quota for (\w+): \d+/,
    advice: (_, [, quota]) =>
      `IAM's quota ${quota} of this account is used up: remove what nobody needs (aws iam get-account-summary counts), or have it raised (aws service-quotas list-service-quotas --service-code iam)`,
  },
];
