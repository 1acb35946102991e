import type { ErrorHookArgs } from "@pulumi/pulumi";

/** What AWS has in the place of a resource that couldn't be made. */
export interface TakenName {
  /** As `pulumi import` takes it. */
  readonly id: string;
  /** Who is in it, of a group; undefined where that can't be read. */
  readonly members?: readonly string[] | undefined;
}

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
  readonly advice?: (args: ErrorHookArgs, match: RegExpExecArray, taken?: TakenName) => string;
  /** Whether AWS has something in its place already: `advice` is told what, and {@link madeAnew} is said where the state has it. @default false */
  readonly isTaken?: true;
  /** What to do where the state has the resource itself, which is made anew. @default said of all alike */
  readonly madeAnew?: (args: ErrorHookArgs, taken?: TakenName) => string;
}
