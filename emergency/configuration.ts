import { z } from "zod";
import { read } from "../model/problems/issues.ts";
import type { Problem } from "../model/problems/problem.ts";
import { accountIdSchema } from "../model/schema/accountId.ts";
import { managedPolicy } from "../model/schema/attachedPolicies.ts";
import { day, list, map, patterned, text } from "../model/schema/field.ts";
import { regionForm } from "../model/schema/identityCenter.ts";

const name = patterned(64, /^[\w+=,.@-]+$/, "letters, digits and _ + = , . @ - are allowed");

const role = z.strictObject({
  managedPolicies: list(managedPolicy),
  inManagementAccount: z.boolean().default(false),
  units: list(text(128)).describe("Paths of units, such as Workloads/Production, or all."),
});

/** What stands under access:emergency in a stack file of emergency/. */
const emergencySchema = z.strictObject({
  accountId: accountIdSchema.exactOptional(),
  deploymentRole: text(512).exactOptional(),
  saml: z
    .strictObject({
      metadataFile: text(1024),
      regions: list(patterned(32, regionForm, "a Region such as eu-west-1 is wanted")),
    })
    .exactOptional(),
  users: list(name),
  emails: list(text(320)),
  roles: map(name, role),
  drilledOn: day.exactOptional(),
  drilledBy: text(128).exactOptional(),
});

export type Emergency = z.output<typeof emergencySchema>;

/** The section as it is meant, or what is wrong with it. */
export function readEmergency(value: unknown): {
  value: Emergency | undefined;
  problems: readonly Problem[];
} {
  return read(emergencySchema, value, "access:emergency");
}
