import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { parse, stringify } from "yaml";
import { today } from "../policies/today.ts";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import { runCommand } from "./cli/command.ts";
import { type Progress, withProgress } from "./cli/progress.ts";
import { namesMarkedExisting } from "./organization/existingNames.ts";
import { readExistingNames } from "./organization/existingReader.ts";
import { organizationPath } from "./organization/organizationFile.ts";
import { readOrganizationSnapshot } from "./organization/organizationReader.ts";
import { homeRegion, parseStackFile, readStackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run snapshot -- --stack NAME [--region REGION] [--output FILE]

Reads the organization's accounts, organizational units and tags, and whether what the stack marks \`existing: true\`
is there, with the AWS credentials of this shell (AWS_PROFILE works). Writes organizations/NAME.yaml, so that
the sandbox and the offline preview know them. What you added to the file by hand stays.`;

interface Wanted {
  readonly stack: string;
  readonly region?: string;
  readonly output?: string;
}

async function snapshot(values: Wanted, tell: Progress): Promise<void> {
  const file = readStackFile(stackName(values.stack));
  const { configuration } = parseStackFile(file);
  const region = values.region ?? homeRegion(file, configuration);
  if (region === undefined) {
    throw new Error(
      `${file.name} says no Region: set access:identityCenter.region, or give --region`,
    );
  }
  const path = values.output ?? organizationPath(values.stack);
  const options = { region, retryMode: "adaptive", maxAttempts: 10 };
  const progress = (message: string) => {
    tell.clear();
    console.error(`reading ${message}`);
    tell.now(`reading ${message}`);
  };
  const organization = await readOrganizationSnapshot(new OrganizationsClient(options), progress);
  const existing = await readExistingNames(
    new SSOAdminClient(options),
    new IdentitystoreClient(options),
    namesMarkedExisting(configuration),
    progress,
  );
  const seen = { ...organization, identityCenter: { region }, existing };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, withHandwritten(seen, path));
  console.log(
    `${relative(process.cwd(), path)}: ${organization.accounts.length} accounts, ${organization.organizationalUnits.length} organizational units`,
  );
}

/** What AWS says replaces what the file said; what AWS can't say, such as customerManagedPolicies, stays. */
function withHandwritten(snapshot: Record<string, unknown>, path: string): string {
  const before = existsSync(path) ? (parse(readFileSync(path, "utf8")) as object | null) : {};

  const schema = relative(dirname(path), join(PROJECT_ROOT, "model/organization.schema.json"));
  return [
    `# yaml-language-server: $schema=${schema}`,
    `# The organization as AWS described it on ${today()}, for the sandbox and the offline preview.`,
    stringify({ ...before, ...snapshot }, { lineWidth: 120 }),
  ].join("\n");
}

await runCommand({
  name: "snapshot",
  usage: USAGE,
  options: { stack: { type: "string" }, region: { type: "string" }, output: { type: "string" } },
  required: { stack: "NAME" },
  run: ({ stack = "", ...others }) =>
    withProgress("reading the organization", (tell) => snapshot({ stack, ...others }, tell)),
});
