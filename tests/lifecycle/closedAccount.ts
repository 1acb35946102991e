import { readFileSync } from "node:fs";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import type { StackConfig } from "./acme.ts";

/** The organization in which web-prod is suspended. */
export const withoutWebProd = readFileSync(organizationPath("dev"), "utf8").replace(
  "name: web-prod,",
  "name: web-prod, state: SUSPENDED,",
);

/** Gives reader in a unit, and so in web-prod as long as that is open; builder not there. */
export function byUnit(config: StackConfig): void {
  const [builder, reader] = config["access:groups"].engineers?.access ?? [];
  Object.assign(builder as object, { accounts: ["web-dev"] });
  Object.assign(reader as object, { accounts: [{ ou: "Workloads" }] });
}
