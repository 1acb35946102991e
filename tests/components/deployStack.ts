import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { KeyStatement } from "../../components/keys/keyRights.ts";
import type { AccessByGroup } from "../../model/access/accessSummary.ts";
import { runInProcess } from "../../sandbox/inProcess.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { devOrganization } from "../support/engine.ts";

/** What a stack file holds under `config:`. */
export type StackConfig = Record<string, unknown>;

/** The same as the engine hands it to a program: what isn't a text, as JSON. */
export function configTexts(config: StackConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** What index.ts exports. */
export interface StackOutputs {
  readonly portalUrl: string;
  readonly portalUrls: Readonly<
    Record<string, { readonly ipv4: string; readonly dualStack: string }>
  >;
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly groupIds: Readonly<Record<string, string>>;
  readonly permissionSetArns: Readonly<Record<string, string>>;
  readonly access: AccessByGroup;
  readonly accessSummary: string;
  readonly keyPolicies?: Record<"administer" | "read", readonly KeyStatement[]> & {
    readonly key: { readonly Statement: readonly KeyStatement[] };
  };
}

/**
 * The program itself with this configuration, in the organization of stack dev unless told otherwise.
 *
 * @param before does in AWS what somebody else did before
 */
export async function deployStack(
  config: StackConfig,
  snapshot: OrganizationSnapshot = loadSnapshot(devOrganization),
  before: (world: World) => void = () => {},
  faults: readonly FaultSwitch[] = [],
) {
  const journal = new MemoryJournal();
  const world = new World({ snapshot, journal, faults });
  before(world);
  const result = await runInProcess({
    program: new URL("../../index.ts", import.meta.url),
    project: "identity-center",
    stack: "dev",
    config: configTexts(config),
    preview: false,
    world,
  });
  const errors = result.diagnostics.filter(({ severity }) => severity === "error");
  const outputs = result.outputs as unknown as StackOutputs;
  return { ...result, outputs, world, journal, errors: errors.map(({ message }) => message) };
}

/** The configuration of stack dev, edited. */
export function dev(edit: (config: Record<string, Record<string, never>>) => void = () => {}) {
  const file = new URL("../../Pulumi.dev.yaml", import.meta.url);
  const { config } = parse(readFileSync(file, "utf8"));
  edit(config);
  return config as StackConfig;
}
