import * as accessGroup from "../../components/accessGroup.ts";
import * as alarms from "../../components/alarms.ts";
import * as auditTrail from "../../components/auditTrail.ts";
import * as delegatedAdministration from "../../components/delegatedAdministration.ts";
import * as detection from "../../components/detection.ts";
import * as emergencyAccess from "../../components/emergencyAccess.ts";
import * as identityCenter from "../../components/identityCenter.ts";
import * as people from "../../components/people.ts";
import * as permissionSet from "../../components/permissionSet.ts";
import * as rootGuardrails from "../../components/rootGuardrails.ts";
import * as organizations from "../../program/organization.ts";
import type { RegisteredResource } from "../../sandbox/engine/registeredResource.ts";
import { runInProcess } from "../../sandbox/inProcess.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { organization, region } from "../sandbox/fixture.ts";

const components = {
  ...accessGroup,
  ...alarms,
  ...auditTrail,
  ...delegatedAdministration,
  ...detection,
  ...emergencyAccess,
  ...identityCenter,
  ...organizations,
  ...people,
  ...permissionSet,
  ...rootGuardrails,
};

export type Components = typeof components;

/** What every component of Identity Center is told. */
export interface Where {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly region: string;
}

export interface DeployOptions {
  /** Edits the organization file of the sandbox's tests. */
  readonly organization?: (yaml: string) => string;
  /** Region of the provider and of the components. Default: that of the organization. */
  readonly region?: string;
  /** Default: one that does what the organization file says. */
  readonly World?: typeof World;
}

/** What a small program on the components makes in a new world. Its result is the stack's outputs. */
export async function deploy(
  program: (components: Components, where: Where) => unknown,
  options: DeployOptions = {},
) {
  const home = options.region ?? region;
  const journal = new MemoryJournal();
  const world = new (options.World ?? World)({
    snapshot: organization(options.organization),
    journal,
  });
  const [instance] = world.call("ListInstances", {}, home).Instances;
  const where = {
    instanceArn: instance?.InstanceArn ?? "",
    identityStoreId: instance?.IdentityStoreId ?? "",
    region: home,
  };
  const result = await runInProcess({
    program: () => program(components, where),
    project: "project",
    stack: "stack",
    config: { "aws:region": home },
    preview: false,
    world,
  });
  return {
    ...result,
    ...where,
    journal,
    world,
    /** Messages of all errors. */
    errors: result.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ message }) => message),
    resource: (type: string, name: string) => resource(result.resources, type, name),
  };
}

/** The one resource of this name whose type ends like this, such as `Group`; a component only when nothing else is. */
function resource(
  resources: readonly RegisteredResource[],
  type: string,
  name: string,
): RegisteredResource {
  const found = resources.filter((one) => one.name === name && one.type.endsWith(`:${type}`));
  const first = found.find(({ custom }) => custom) ?? found[0];
  if (first) return first;
  const all = resources.map((one) => `${one.type} ${one.name}`).join("\n");
  throw new Error(`no ${type} ${name} among\n${all}`);
}
