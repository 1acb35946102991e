import type { ErrorForm } from "./errorForm.ts";
import { accountNamed, inputsOf } from "./failure.ts";

/** Assignments that AWS began to make or to delete, and gave up on. */
export const assignmentErrors: readonly ErrorForm[] = [
  {
    form: /unexpected state 'FAILED'/,
    of: ":AccountAssignment",
    advice: (args) => {
      const { targetId } = inputsOf(args);
      const account = accountNamed(typeof targetId === "string" ? targetId : undefined);
      const left =
        args.failedOperation === "delete"
          ? "what it gave is given there until it is gone"
          : "it gives nobody anything there";
      // Not from a page of AWS: terraform-provider-aws #26807, fivexl/terraform-aws-sso-elevator #15.
      return `AWS began this in ${account} and gave up, for the reason that the error ends with: ${left}; AWS works there as its role AWSServiceRoleForSSO, and in the management account with the IAM actions of these credentials: put right what the reason names, then run pulumi up again`;
    },
  },
];
