import { serviceOf } from "./awsService.ts";
import type { ErrorForm } from "./errorForm.ts";

/** Policies that can't be attached, and quotas. */
export const policyErrors: readonly ErrorForm[] = [
  {
    form: /(\S+) does not exist or is not attachable/,
    advice: (_, [, policy]) =>
      `AWS has no managed policy ${policy}: look its name and path up in the IAM console or with aws iam list-policies --scope AWS`,
  },
  {
    form: /Service Role Policy/,
    advice: () =>
      "policies under service-role/ are for roles of AWS's services; choose another policy, or copy it into a customer managed one",
  },
  {
    form: /Maximum policy size|LimitExceeded.*polic/i,
    advice: () =>
      "the inline policy is too long: move parts of it into customer managed policies, which exist in each account",
  },
  {
    form: /ServiceQuotaExceededException/,
    of: /^aws:(ssoadmin|identitystore)\//,
    advice: () =>
      "a quota of IAM Identity Center is used up: see Service Quotas > AWS IAM Identity Center in the home Region, and raise it there or remove something, then run pulumi up again",
  },
  {
    form: /ServiceQuotaExceededException/,
    advice: ({ type }) =>
      `a quota of ${serviceOf(type)?.title ?? "the service"} is used up: see it under Service Quotas in the Region of the error, and raise it there or remove something, then run pulumi up again`,
  },
];
