import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  POLICY_DOCUMENTS,
  type PolicyDocuments,
} from "../../policies/resources/policyDocuments.ts";
import { cloudFormationPolicies } from "./cloudFormationPolicies.ts";
import { pulumiAwsPolicies } from "./pulumiAwsPolicies.ts";

const FILE = path.resolve(import.meta.dirname, "../../policies/resources/policyDocuments.json");

/**
 * Where the installed schemas hold policy documents, sorted, with what is written by hand of those that were there
 * before. Of new ones `unjudged` is empty: a test fails until somebody says what they mean.
 */
export async function findPolicyDocuments(): Promise<PolicyDocuments> {
  const all = [...pulumiAwsPolicies(), ...(await cloudFormationPolicies())];
  return Object.fromEntries(
    all
      .sort(byName)
      .map(([type, paths]) => [
        type,
        Object.fromEntries(
          [...paths].sort().map((one) => [one, POLICY_DOCUMENTS[type]?.[one] ?? { unjudged: "" }]),
        ),
      ]),
  );
}

/** Writes `policies/resources/policyDocuments.json`, and tells what is new. */
export async function updatePolicyDocuments(): Promise<string> {
  const documents = await findPolicyDocuments();
  const lines = Object.entries(documents).map(
    ([type, paths]) => `${JSON.stringify(type)}: ${JSON.stringify(paths)}`,
  );
  writeFileSync(FILE, `{\n${lines.join(",\n")}\n}\n`);
  spawnSync("npx", ["biome", "format", "--write", FILE], { stdio: "inherit" });
  const open = Object.entries(documents).flatMap(([type, paths]) =>
    Object.entries(paths).flatMap(([one, { unjudged }]) =>
      unjudged === "" ? [`  ${type} ${one}`] : [],
    ),
  );
  const found = `${lines.length} types hold policy documents`;
  if (open.length === 0) return found;
  return [`${found}; say in ${path.relative(".", FILE)} what these are:`, ...open].join("\n");
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
