import { z } from "zod";
import { list, patterned } from "./field.ts";

export const limitsSchema = z.strictObject({
  deletions: z
    .int()
    .min(0)
    .max(100_000)
    .describe(
      "The most people, groups and permission sets, counted together, that one update may delete. Default: 5, or a tenth of what there is if that is more.",
    )
    .exactOptional(),
  unplannedTransitions: z
    .enum(["refuse", "allow"])
    .describe(
      "What happens to an update that would give somebody for seconds what neither the old nor the new configuration gives: refuse, so that npm run up makes several of it, or allow, with a warning. Default: refuse.",
    )
    .exactOptional(),
  handOver: list(
    patterned(
      256,
      /^(people|groups|permissionSets)\..+$/s,
      "people.KEY, groups.KEY or permissionSets.KEY is wanted, such as groups.engineers",
    ),
  ).describe(
    "Entries with existing: true that this stack made and that leave it without being deleted: people.KEY, groups.KEY or permissionSets.KEY.",
  ),
});

/** Limits of one update as the stack file gives them. */
export type LimitsInput = z.input<typeof limitsSchema>;

/** Limits of one update. `deletions` has its default where it is judged, with {@link allowedDeletions}. */
export type Limits = z.output<typeof limitsSchema>;

/** People, groups and permission sets together that one update may delete; `existing` is how many there are now. */
export function allowedDeletions({ deletions }: Limits, existing: number): number {
  return deletions ?? Math.max(5, Math.floor(existing / 10));
}
