import { updateAwsManagedPolicies } from "./data/awsManagedPolicies.ts";
import { updatePolicyDocuments } from "./data/policyDocuments.ts";

/** Renews the data that is derived from npm packages. Each table has a module in `commands/data/`. */
const TABLES: readonly (() => string | Promise<string>)[] = [
  updateAwsManagedPolicies,
  updatePolicyDocuments,
];

for (const update of TABLES) console.log(await update());
