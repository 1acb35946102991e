import { readFileSync } from "node:fs";
import type { EmergencyAccessArgs } from "../components/emergency/emergencyAccessArgs.ts";
import type { Organization } from "../model/access/organization.ts";
import { pathOf } from "../model/problems/path.ts";
import { error, type Problem } from "../model/problems/problem.ts";
import { reportProblems } from "../program/problems.ts";
import type { Emergency } from "./configuration.ts";

/** The arguments of the component: units by their ids, metadata read. @throws when a unit isn't there, or in another */
export function emergencyArgs(
  { saml, roles, ...emergency }: Emergency,
  { managementAccountId, unitIds }: Organization,
  region: string,
): EmergencyAccessArgs {
  const problems: Problem[] = [];
  const idsOf = (role: string, units: readonly string[]) =>
    units.flatMap((unit, index) => {
      const path = unit === "all" ? "" : unit;
      const id = unitIds?.get(path);
      const at = pathOf("access:emergency", "roles", role, "units", index);
      const above = units.find(
        (one) => one !== unit && (one === "all" || unit.startsWith(`${one}/`)),
      );
      if (id === undefined) {
        const known = [...(unitIds?.keys() ?? [])].filter((one) => one !== "");
        problems.push(
          error(at, `there is no unit "${unit}"; write all, or one of ${known.join(", ")}`),
        );
        return [];
      }
      if (above !== undefined)
        problems.push(error(at, `${unit} is below ${above} already; remove it`));
      return [[unit, id] as const];
    });
  const args = {
    ...emergency,
    ...{ managementAccountId, region },
    ...(saml && {
      saml: {
        metadata: readFileSync(new URL(saml.metadataFile, import.meta.url), "utf8"),
        regions: saml.regions,
      },
    }),
    roles: Object.fromEntries(
      Object.entries(roles).map(([name, { units, ...role }]) => [
        name,
        { ...role, units: Object.fromEntries(idsOf(name, units)) },
      ]),
    ),
  };
  reportProblems(problems);
  return args;
}
