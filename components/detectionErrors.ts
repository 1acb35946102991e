import type { ErrorForm } from "./errorForm.ts";
import { importCommand } from "./failure.ts";

/** What analyzers and AWS Config miss in an account. */
export const detectionErrors: readonly ErrorForm[] = [
  {
    form: /NoAvailableConfigurationRecorder/,
    advice: () =>
      "an account has no configuration recorder in this Region: have one made with the rules, or leave that account out of them",
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
    advice: (args) =>
      `AWS Config made its role when it was used here before: import it and run pulumi up again: ${importCommand(args, "arn:aws:iam::ACCOUNT:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig")}`,
  },
];
