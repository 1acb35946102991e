import { placeOf } from "../resources/resource.ts";
import type { Rule } from "../rule.ts";
import { today } from "../today.ts";
import { findingOf, type Result } from "./evaluation.ts";
import { concerns, type Exemption, hiding } from "./exemption.ts";
import { LikeFindings } from "./likeFindings.ts";
import { message } from "./message.ts";

/** @pulumi/policy takes level and severity for each violation, but its types don't say so. */
export type ReportViolation = (violation: {
  message: string;
  description: string;
  urn?: string | undefined;
  enforcementLevel?: "advisory" | undefined;
}) => void;

/** Hears what a rule says, finding by finding, and passes it on, except what is exempt, and in few words however much it is. */
export class Reporter {
  readonly #rule: Rule;
  readonly #exemptions: readonly Exemption[];
  readonly #today = today();
  readonly #left = new LikeFindings();

  constructor(rule: Rule, exemptions: readonly Exemption[]) {
    this.#rule = rule;
    this.#exemptions = exemptions;
  }

  collect(result: Result): void {
    if (this.#exemptions.length === 0 || !this.#isHidden(result)) this.#left.add(result);
  }

  pass(report: ReportViolation): void {
    for (const result of this.#left.all()) this.#pass(result, report);
  }

  #isHidden(result: Result): boolean {
    const urn = result.about?.urn ?? "";
    return hiding(this.#exemptions, findingOf(result), urn, this.#today) !== undefined;
  }

  #pass(result: Result, reportViolation: ReportViolation): void {
    const { report, about, where } = result;
    const id = findingOf(result);
    const urn = about?.urn;
    const expired = this.#exemptions.find((one) => concerns(one, id, urn ?? ""));
    const note = expired && `the exemption "${expired.reason}" ended on ${expired.expires}`;
    const place = about && "type" in about ? placeOf(about, where) : "";
    reportViolation({
      message: message(this.#rule, report, id, place, note),
      description: this.#rule.title,
      urn,
      enforcementLevel: "doubt" in report || report.level ? "advisory" : undefined,
    });
  }
}
