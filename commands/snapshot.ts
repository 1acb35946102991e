import { resolve } from "node:path";
import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { regionForm } from "../model/schema/identityCenter.ts";
import { isObject } from "../policies/isObject.ts";
import { runCommand } from "./cli/command.ts";
import { type Progress, withProgress } from "./cli/progress.ts";
import { UsageError } from "./cli/usageError.ts";
import { awsCause } from "./organization/awsCause.ts";
import { existingEntries } from "./organization/existingEntries.ts";
import { namesMarkedExisting } from "./organization/existingNames.ts";
import { readExistingNames } from "./organization/existingReader.ts";
import { organizationPath } from "./organization/organizationFile.ts";
import {
  type OrganizationSnapshot,
  readOrganizationSnapshot,
} from "./organization/organizationReader.ts";
import { OutputFile } from "./organization/outputFile.ts";
import { counted } from "./report/resourceName.ts";
import { homeRegion, parseStackFile, readStackFile, type StackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run snapshot -- --stack NAME [--region REGION] [--output FILE]

Reads the organization's accounts, organizational units and tags, and whether what the stack marks \`existing: true\`
is there, with the AWS credentials of this shell (AWS_PROFILE works). Writes organizations/NAME.yaml, so that
the sandbox and the offline preview know them. What you added to the file by hand stays, members of existing groups
and comments too; a file of another kind is never written to.

Exit code 0 when it is written, 1 when it could not be, 2 when the command was not understood.`;

interface Wanted {
  readonly stack: string;
  readonly region?: string;
  readonly output?: string;
}

async function snapshot(values: Wanted, tell: Progress): Promise<void> {
  const file = readStackFile(stackName(values.stack));
  const { configuration } = parseStackFile(file);
  const region = regionOf(values, file, homeRegion(file, configuration));
  // All that may be wrong here is said before AWS is asked.
  const output = new OutputFile(resolve(values.output ?? organizationPath(values.stack)));
  const options = { region, retryMode: "adaptive", maxAttempts: 10 };
  const progress = (message: string) => {
    tell.clear();
    console.error(`reading ${message}`);
    tell.now(`reading ${message}`);
  };
  const wanted = namesMarkedExisting(configuration);
  try {
    const organization = await readOrganizationSnapshot(new OrganizationsClient(options), progress);
    const clients = [new SSOAdminClient(options), new IdentitystoreClient(options)] as const;
    const found = await readExistingNames(...clients, wanted, progress);
    const existing = existingEntries(output.before.existing, wanted, found);
    const before = output.before.identityCenter;
    const identityCenter = { ...(isObject(before) && before), region };
    const replaced = output.write({ ...organization, identityCenter, existing });
    tell.clear();
    console.log(`${output.name}: ${summary(organization)}${told(replaced)}`);
  } catch (error) {
    throw awsCause(error, region);
  }
}

function regionOf({ region }: Wanted, { name }: StackFile, home: string | undefined): string {
  if (region !== undefined && !regionForm.test(region)) {
    throw new UsageError(`--region is "${region}"; a Region such as eu-west-1 is wanted`);
  }
  const wanted = region ?? home;
  if (wanted !== undefined && regionForm.test(wanted)) return wanted;
  const what = wanted === undefined ? "says no Region" : `says "${wanted}", which is no Region`;
  throw new Error(`${name} ${what}: set access:identityCenter.region, or give --region`);
}

function summary({ accounts, organizationalUnits }: OrganizationSnapshot): string {
  const units = counted(organizationalUnits.length, "organizational unit");
  return `${counted(accounts.length, "account")}, ${units}`;
}

function told(replaced: readonly string[]): string {
  return replaced.length > 0 ? `; replaced what it said of ${replaced.join(", ")}` : "";
}

await runCommand({
  name: "snapshot",
  usage: USAGE,
  options: { stack: { type: "string" }, region: { type: "string" }, output: { type: "string" } },
  required: { stack: "NAME" },
  run: ({ stack = "", ...others }) =>
    withProgress("reading the organization", (tell) => snapshot({ stack, ...others }, tell)),
});
