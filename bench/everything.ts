import { join } from "node:path";
import { stringify } from "yaml";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import { runInProcess } from "../sandbox/inProcess.ts";
import { parseSnapshot } from "../sandbox/snapshot.ts";
import { MemoryJournal } from "../sandbox/world/journal.ts";
import { World } from "../sandbox/world/world.ts";
import { type Company, DELEGATE, REGION } from "./company.ts";

/** What stack dev has beside people and access: each section switched on. */
const SECTIONS: Readonly<Record<string, unknown>> = {
  "access:auditTrail": { enabled: true },
  "access:delegatedAdministration": { account: DELEGATE, stack: "management" },
  "access:rootGuardrails": { enabled: true },
  "access:alarms": { enabled: true, emails: ["security@example.com"] },
  "access:detection": {
    enabled: true,
    accessAnalyzer: { unused: { days: 90 } },
    config: { enabled: true, recorder: "create" },
    passwordPolicy: { enabled: true },
    contacts: {
      security: {
        name: "Security",
        title: "Team",
        email: "s@example.com",
        phone: "+1 555 555 0100",
      },
    },
  },
};

const keyArn = `arn:aws:kms:${REGION}:100000000000:key/mrk-0123456789abcdef0123456789abcdef`;

const CENTER = {
  region: REGION,
  identitySource: "identity-center-directory",
  encryption: { keyArn },
  regions: ["us-east-1"],
};

/** What further Regions want of AWS. */
const ENCRYPTED = {
  identityCenter: { region: REGION, keyArn },
  keys: [{ arn: keyArn, replicas: CENTER.regions }],
};

/** The company with everything switched on that guards and watches. */
export function withEverything(company: Company): Company {
  return {
    ...company,
    organization: { ...company.organization, ...ENCRYPTED },
    config: { ...company.config, ...SECTIONS, "access:identityCenter": CENTER },
  };
}

/** A resource as it is written flat. */
export interface FlatResource {
  /** Such as aws:sns/topic:Topic. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What this program makes for those sections, with what it works out as fixed values: the least that somebody could write. */
export async function resourcesOfSections(company: Company): Promise<FlatResource[]> {
  const config = Object.entries(company.config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const snapshot = parseSnapshot(stringify(company.organization), "organization.yaml");
  const { resources, diagnostics } = await runInProcess({
    program: join(PROJECT_ROOT, "index.ts"),
    project: "identity-center",
    stack: "bench",
    config: Object.fromEntries(config),
    preview: false,
    world: new World({ snapshot, journal: new MemoryJournal(), latency: 0 }),
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return resources
    .filter(({ type }) => /^aws:/.test(type) && !ACCESS.test(type))
    .map(({ type, name, inputs: { __defaults, tagsAll, ...inputs } }) => ({ type, name, inputs }));
}

/** What the flat program has for people and access. */
const ACCESS = /^aws:(identitystore|ssoadmin(?!\/region:))/;
