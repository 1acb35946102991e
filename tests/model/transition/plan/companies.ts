import type { Access } from "../../../../model/access/access.ts";
import { resolveAccess } from "../../../../model/access/resolve.ts";
import type { Problem } from "../../../../model/problems/problem.ts";
import type { Configuration } from "../../../../model/schema/configuration.ts";
import { type Company, MANAGEMENT, UNITS } from "../../../lifecycle/fuzz/company.ts";
import { parsed, type Raw } from "../world.ts";

/** What the program makes of a company's stack file and organization. */
export interface Wanted {
  readonly configuration: Configuration;
  readonly access: Access;
  readonly errors: readonly Problem[];
}

export function wantedOf({ config, accounts }: Company): Wanted {
  const raw: Raw = {
    people: config["access:people"],
    permissionSets: config["access:permissionSets"],
    groups: config["access:groups"] as unknown as Raw["groups"],
    ...(config["access:limits"] ? { limits: config["access:limits"] } : {}),
  };
  const { configuration, problems } = parsed(raw);
  const organization = { managementAccountId: MANAGEMENT, accounts, organizationalUnits: UNITS };
  const today = new Date().toISOString().slice(0, 10);
  const resolved = resolveAccess(configuration, organization, today);
  const errors = [...problems, ...resolved.problems].filter((one) => one.severity === "error");
  return { configuration, access: resolved.access, errors };
}
