import type { Controls, Report, Rule } from "../rule.ts";
import { cut, cutId } from "./cut.ts";
import { type MessageFields, writeMessage } from "./messageText.ts";

/**
 * All that a person needs, in one text: the Pulumi CLI shows the message of a policy and neither its
 * remediation steps nor its URL.
 *
 * @param id of the finding, as an exemption may name it
 * @param place of the resource in a template; empty where it is in none
 * @param note such as that an exemption has expired
 */
export function message(
  rule: Rule,
  report: Report,
  id: string,
  place: string,
  note?: string,
): string {
  const controls = controlList(rule.controls);
  const fields: MessageFields = {
    ...(place && { place: cut(place) }),
    ...("doubt" in report
      ? { undecided: cut(report.doubt) }
      : {
          seen: cut(report.seen),
          wanted: cut(report.wanted),
          fix: cut(report.fix ?? rule.fix),
        }),
    ...(note && { note: cut(note) }),
    finding: cutId(id),
    url: rule.url,
    ...(controls && { controls }),
  };
  return writeMessage(fields);
}

/** Such as `CIS AWS Foundations 3.0.0 1.16, 5.0.0 1.15; Security Hub IAM.1`. Empty when there are none. */
export function controlList(controls: Controls): string {
  const cis = Object.entries(controls.cis ?? {}).map(([version, number]) => `${version} ${number}`);
  const parts: string[] = [];
  if (cis.length > 0) parts.push(`CIS AWS Foundations ${cis.join(", ")}`);
  if (controls.securityHub) parts.push(`Security Hub ${controls.securityHub.join(", ")}`);
  if (controls.bestPractice) parts.push(`IAM best practices "${controls.bestPractice}"`);
  return parts.join("; ");
}
