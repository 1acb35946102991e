import type { ErrorHookArgs } from "@pulumi/pulumi";
import type { ErrorForm } from "./errorForm.ts";
import { accountNamed, importCommand, inputsOf, stateDeleteCommand } from "./failure.ts";

/** What Access Analyzer, AWS Config and Account Management refuse. */
export const detectionErrors: readonly ErrorForm[] = [
  {
    form: /NoAvailableConfigurationRecorder/,
    advice: () =>
      "an account has no configuration recorder in this Region: have one made with the rules, or leave that account out of them",
  },
  {
    form: /MaxNumberOf(ConfigurationRecorders|DeliveryChannels)Exceeded/,
    advice: () =>
      "the account has a recorder of AWS Config in this Region already, and takes no second: use the one that is there (recorder: existing), which may have to record users of IAM, or delete it first (aws configservice describe-configuration-recorders names it)",
  },
  {
    form: /MaxNumberOf(Organization)?ConfigRulesExceeded/,
    advice: () =>
      "an account takes 1,000 rules of AWS Config in a Region, those of conformance packs and Security Hub among them: delete some that nobody reads, or leave some out here (without)",
  },
  {
    form: /(?:source|rule)Identifier (\S+) is invalid/,
    advice: (_, [, rule]) =>
      `AWS Config doesn't have its rule ${rule} in this Region: leave it out (without); those about users of IAM aren't in Regions that AWS Config came to after February 2022`,
  },
  {
    form: /OrganizationAccessDeniedException/,
    advice: () =>
      "AWS Config takes rules of the organization from the management account, with config-multiaccountsetup.amazonaws.com trusted: aws organizations enable-aws-service-access --service-principal config-multiaccountsetup.amazonaws.com",
  },
  {
    form: /OrganizationAllFeaturesNotEnabledException/,
    advice: () =>
      "the organization has consolidated billing only: enable all features in AWS Organizations, or have the rules in the management account alone",
  },
  // A bucket policy, or a rule, that AWS Config doesn't know of yet, or still works on.
  { form: /InsufficientDeliveryPolicyException/, passes: true },
  { form: /ResourceInUseException/, of: "Rule", passes: true },
  {
    form: /ServiceQuotaExceededException/,
    of: ":Analyzer",
    advice: () =>
      "an account has five organization analyzers of a kind in a Region unless its quota was raised: delete one (aws accessanalyzer list-analyzers), or leave this one out",
  },
  {
    form: /ConflictException/,
    of: ":Analyzer",
    operation: "create",
    isTaken: true,
    advice: (args) => {
      const { analyzerName, region } = inputsOf(args);
      return `there is an analyzer of this name already, as after a lost answer: import it and run pulumi up again: ${importCommand(args, `${analyzerName}@${region}`)}`;
    },
  },
  {
    form: /is not a delegated administrator/,
    of: ":Analyzer",
    advice: () =>
      "only the management account makes analyzers of the organization, or the account to which it delegated Access Analyzer: run pulumi up with credentials of the management account",
  },
  {
    form: /AccessDeniedException/,
    of: ":AlternativeContact",
    operation: "delete",
    advice: (args) =>
      `${contactAccount(args)} may be closed or have left the organization, or the organization no longer trusts account.amazonaws.com: turn trusted access on again (aws organizations enable-aws-service-access --service-principal account.amazonaws.com), or leave the contact to that account: ${stateDeleteCommand(args)}`,
  },
  {
    form: /AccessDeniedException/,
    of: ":AlternativeContact",
    advice: (args) =>
      `AWS takes the contact of ${contactAccount(args)} from the management account where the organization trusts account.amazonaws.com (aws organizations enable-aws-service-access --service-principal account.amazonaws.com)`,
  },
  {
    form: /enable trusted access|trusted access .*not enabled/i,
    of: ":Analyzer",
    advice: () =>
      "the organization doesn't trust IAM Access Analyzer: have trusted access turned on with the analyzers, or call aws organizations enable-aws-service-access --service-principal access-analyzer.amazonaws.com",
  },
  {
    form: /Service role name \S+ has been taken/,
    of: ":ServiceLinkedRole",
    isTaken: true,
    advice: (args, _, taken) =>
      `AWS Config made its role when it was used here before: import it and run pulumi up again: ${importCommand(args, taken?.id ?? "arn:aws:iam::ACCOUNT:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig")}`,
  },
  {
    form: /unexpected state 'FAILED'|DeleteConflict/,
    of: ":ServiceLinkedRole",
    operation: "delete",
    advice: (args) =>
      `AWS Config uses its role in another Region, where this stack has no recorder: leave the role to it: ${stateDeleteCommand(args)}`,
  },
];

/** `account 222222222222 (web-prod)`, or the management account, whose contact has no id. */
function contactAccount(args: ErrorHookArgs): string {
  const { accountId } = inputsOf(args);
  return typeof accountId === "string" ? accountNamed(accountId) : "the management account";
}
