import * as z from "zod";
import type { PlanFile } from "../deploy/planFile.ts";
import type { Digest } from "../guard/digest.ts";

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  delete: z.boolean().optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
});

const exportedSchema = z.object({
  deployment: z.object({ resources: z.array(resourceSchema).optional() }),
});

/** A resource as `pulumi stack export` prints it. */
export type Exported = z.infer<typeof resourceSchema>;

/**
 * Tells the program of resources that another has replaced and that an update which was stopped left to be deleted: the
 * engine deletes them at the end of the next one, and doesn't tell the program of them.
 *
 * @param preview one shows their deletion, beside that of what it replaces itself
 * @param exported gives what `pulumi stack export` prints
 * @returns whether there are any; the plan is to be made anew then
 */
export async function noteReplaced(
  plans: Pick<PlanFile, "leaveReplaced">,
  { steps }: Pick<Digest, "steps">,
  exported: () => Promise<string>,
): Promise<boolean> {
  const isShown = steps.some(({ op, oldState }) => op.startsWith("delete") && oldState?.delete);
  return isShown && leaveReplaced(plans, await exported());
}

/** The same, from what `pulumi stack export` prints. */
export function leaveReplaced(plans: Pick<PlanFile, "leaveReplaced">, exported: string): boolean {
  const left = replacedIn(exported);
  if (left.length > 0) plans.leaveReplaced(left);
  return left.length > 0;
}

/** What another has replaced and an update left to be deleted, in what `pulumi stack export` prints. */
export function replacedIn(exported: string): readonly { readonly type: string }[] {
  return exportedResources(exported).filter((one) => one.delete);
}

/** All resources in it. */
export function exportedResources(exported: string): readonly Exported[] {
  const { deployment } = exportedSchema.parse(JSON.parse(exported));
  return deployment.resources ?? [];
}
