import type { ErrorHookArgs } from "@pulumi/pulumi";

/** A form of the AWS provider's errors, and what it means. */
export interface ErrorForm {
  readonly form: RegExp;
  /** Only of resources whose type ends like this, such as `:User`, or has this form. @default all */
  readonly of?: string | RegExp;
  /** @default all */
  readonly operation?: ErrorHookArgs["failedOperation"];
  /** Whether it passes by itself, so that another try is worth it. @default false */
  readonly passes?: true;
  /** What to do when no try is left, as a sentence without its subject. @default the error says it */
  readonly advice?: (args: ErrorHookArgs, match: RegExpExecArray, taken?: string) => string;
  /** Whether `advice` wants the id of what has the name already, as `pulumi import` takes it. @default false */
  readonly isTaken?: true;
}
