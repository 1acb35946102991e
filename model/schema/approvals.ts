import { z } from "zod";
import { day, list, text } from "./field.ts";

/** What of an update can be approved, and what it means. */
export const approvable = {
  administrator:
    "somebody, or a delegated administrator's account, becomes an administrator, or may come in for emergencies",
  "administrators-access": "the administrators' own access changes",
  privilege:
    "a permission set, or a role for emergencies, gets what administers an account or Identity Center",
  member: "somebody who is in a group past this stack gets what the group gets",
  person: "a person is deleted, replaced or let go of",
  group: "a group is deleted, replaced or let go of",
  "permission-set": "a permission set is deleted, replaced or let go of",
  "security-control": "what guards or watches over the organization goes",
  protected:
    "a resource with protect is deleted, one with retainOnDelete is forgotten and stays in AWS, either is replaced or loses that",
  "lost-access": "people lose access through a group",
  "unknown-operation": "a step that isn't known here",
} as const;

/** The longest that an approval lasts, in days. */
export const longestApproval = 90;

const kinds = Object.keys(approvable) as [keyof typeof approvable, ...(keyof typeof approvable)[]];

const approvalSchema = z.strictObject({
  what: z.enum(kinds).describe(
    `What is approved: ${Object.entries(approvable)
      .map(([kind, meaning]) => `${kind} (${meaning})`)
      .join(", ")}.`,
  ),
  who: text(2048).describe(
    "Name or URN of the person, group, permission set or resource, as npm run guard tells it; * and ? allowed.",
  ),
  reason: text(1024).describe("Why it is meant, for whoever reads this later."),
  by: text(256).describe("Who approved it."),
  until: day.describe(
    `Last day on which it counts, in UTC, YYYY-MM-DD; at most ${longestApproval} days ahead.`,
  ),
});

export const approvalsSchema = z.strictObject({
  lostAccess: z
    .int()
    .min(0)
    .describe(
      "How much access one update may take away unasked, counted as person, permission set and account. Default: 5, or a tenth of what there is if that is more, and 1000 at most.",
    )
    .exactOptional(),
  approvals: list(approvalSchema).describe("What is meant although npm run guard refuses it."),
});

/** One thing that somebody decided to let an update do. */
export type Approval = z.output<typeof approvalSchema>;

/** What stands in `approvals/NAME.yaml`. */
export type Approvals = z.output<typeof approvalsSchema>;

/** JSON Schema (draft 7) of such a file, for editors. That no approval lasts too long only the reader checks. */
export function approvalsFileSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(approvalsSchema, {
    target: "draft-7",
    io: "input",
  });
  return { $schema, title: "Approvals of Identity Center as code", ...schema };
}
