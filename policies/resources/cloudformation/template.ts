import type { Properties } from "../../value.ts";
import type { Variant } from "./variants.ts";

/** A resource that a template declares. */
export interface TemplateResource {
  readonly logicalId: string;
  /** Such as `AWS::IAM::Role`. */
  readonly type: string;
  /** With the results of functions in place of functions; `UNKNOWN` and placeholders where they aren't known. */
  readonly properties: Properties;
  /** How other resources of the template name it: what `Ref` and its ARN's `Fn::GetAtt` read as. */
  readonly references: readonly string[];
  /** Whether nobody knows yet if it will be there. */
  readonly condition?: "unknown";
  /** Whether it may have other properties: of a macro, or in text that can't be read. */
  readonly partial?: true;
  /** What its properties may turn out to be, where that hangs on conditions which nobody knows yet. */
  readonly variants?: readonly Variant[];
}

/** Something wrong with how a template is written. */
export interface TemplateProblem {
  /** Stable: `template-unreadable`, `resource-unreadable`, or `policy-variable-in-sub`. */
  readonly id: string;
  readonly seen: string;
  readonly wanted: string;
}

/** What a template declares, as far as it can be seen. */
export interface Template {
  readonly resources: readonly TemplateResource[];
  readonly problems: readonly TemplateProblem[];
  /** What can't be read of its text, or is read otherwise than it looks; the rest is judged. */
  readonly doubts: readonly string[];
  /** Whether there are resources that can't be seen: of macros, modules, nested stacks, values not known yet. */
  readonly isIncomplete: boolean;
}
