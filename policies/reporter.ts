import { placeOf } from "./aws/resource.ts";
import { concerns, type Exemption, isExpired } from "./exemption.ts";
import { message } from "./message.ts";
import type { Said } from "./opinion.ts";
import type { Rule } from "./rule.ts";
import { today } from "./today.ts";

/** @pulumi/policy takes level and severity for each violation, but its types don't say so. */
export type ReportViolation = (violation: {
  message: string;
  description: string;
  urn?: string | undefined;
  enforcementLevel?: "advisory" | undefined;
}) => void;

/** Passes on what a rule says, except what is exempt. */
export class Reporter {
  readonly #rule: Rule;
  readonly #exemptions: readonly Exemption[];
  readonly #today = today();
  readonly #use: (exemption: Exemption) => void;

  /** @param use told of each exemption that hides something */
  constructor(rule: Rule, exemptions: readonly Exemption[], use: (exemption: Exemption) => void) {
    this.#rule = rule;
    this.#exemptions = exemptions;
    this.#use = use;
  }

  pass(all: readonly Said[], report: ReportViolation): void {
    for (const one of all) this.#pass(one, report);
  }

  #pass({ report, about, where }: Said, reportViolation: ReportViolation): void {
    const inTemplate = about && "logicalId" in about && about.logicalId !== undefined;
    const id = inTemplate ? `${about.logicalId}.${report.id}` : report.id;
    const exemptions = this.#exemptions.filter((one) => concerns(one, id, about?.urn ?? ""));
    const valid = exemptions.find((one) => !isExpired(one, this.#today));
    if (valid) {
      this.#use(valid);
      return;
    }
    const [expired] = exemptions;
    const note = expired && `the exemption "${expired.reason}" ended on ${expired.expires}`;
    const place = inTemplate ? placeOf(about, where) : "";
    reportViolation({
      message: message(this.#rule, { ...report, id }, place, note),
      description: this.#rule.title,
      urn: about?.urn,
      enforcementLevel: "doubt" in report || report.level ? "advisory" : undefined,
    });
  }
}
