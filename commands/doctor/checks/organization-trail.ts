import type { LiveTrail } from "../../../live/accountFacts.ts";
import type { NotRead, Section } from "../../../live/notRead.ts";
import type { Check } from "../check.ts";
import { gapOf } from "../gap.ts";

export const organizationTrail: Check<"trails"> = {
  id: "organization-trail",
  severity: "high",
  title: "A trail records what is done in all accounts and Regions",
  why: "otherwise nobody can say afterwards who did what",
  fix: "a trail that is stopped: aws cloudtrail start-logging --name ARN, in its home Region and with credentials of its account (aws cloudtrail list-trails tells ARN and Region); none: access:auditTrail: { enabled: true }, or aws cloudtrail create-trail --is-organization-trail --is-multi-region-trail …, then start it",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html",
  limits: "trails that record the home Region",
  needs: ["trails"],
  *judge({ trails }) {
    const judged = trails
      .filter(({ isOfOrganization }) => isOfOrganization)
      .map((trail) => ({ trail, faults: faultsOf(trail), unread: unreadOf(trail) }));
    const sound = judged.find(({ faults, unread }) => faults.length === 0 && unread.length === 0);
    if (sound) return `${sound.trail.name} of ${sound.trail.homeRegion ?? "this Region"}`;
    const perhaps = judged.filter(({ faults }) => faults.length === 0);
    for (const { unread } of perhaps) for (const one of unread) yield gapOf(one);
    if (perhaps.length > 0) return "";
    if (judged.length === 0) yield { what: "none", seen: "there is no trail of the organization" };
    for (const { trail, faults } of judged) {
      yield { what: trail.name, seen: `trail ${trail.name} ${faults.join(", ")}` };
    }
    return "";
  },
};

function faultsOf({ isMultiRegion, status, recordsManagement }: LiveTrail): string[] {
  const { isLogging = true, deliveryError } = status.isRead ? status.value : {};
  return [
    ...(isMultiRegion ? [] : ["records one Region"]),
    ...(isLogging ? [] : ["is stopped"]),
    ...(deliveryError === undefined ? [] : [`can't write to its bucket (${deliveryError})`]),
    ...(recordsManagement.isRead && !recordsManagement.value
      ? ["leaves management events out"]
      : []),
  ];
}

function unreadOf({ status, recordsManagement }: LiveTrail): NotRead[] {
  const parts: readonly Section<unknown>[] = [status, recordsManagement];
  return parts.filter((part): part is NotRead => !part.isRead);
}
