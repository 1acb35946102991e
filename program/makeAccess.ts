import type * as pulumi from "@pulumi/pulumi";
import { accessByGroup, summarizeAccess } from "../model/access/accessSummary.ts";
import { createAlarms } from "./createAlarms.ts";
import { createDelegatedAdministration } from "./createDelegatedAdministration.ts";
import { createDetection } from "./createDetection.ts";
import { createGroups } from "./createGroups.ts";
import { createRootGuardrails } from "./createRootGuardrails.ts";
import {
  createAuditTrail,
  createHome,
  createPeople,
  createPermissionSets,
  type Home,
  noteHandedOver,
} from "./fromConfiguration.ts";
import { keyPolicies } from "./keyPolicies.ts";
import type { UpdateMade } from "./noteUpdate.ts";
import { concealed } from "./secrets.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** What the program tells once everything is made. */
export interface MadeAccess {
  readonly center: Home["center"];
  /** Ids of the groups, by their key. */
  readonly groupIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of the permission sets, by their key. */
  readonly permissionSetArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** By group, permission set and account: the lines of the configuration that gave it. */
  readonly access: pulumi.Input<unknown>;
  /** The same for people to read, as a Markdown table. */
  readonly accessSummary: pulumi.Input<string>;
  /** What the key that encrypts Identity Center, and the roles that call it, must say; empty where it is AWS's. */
  readonly keyPolicies: pulumi.Input<unknown>;
}

/** Makes all that is wanted: access, and what guards it and watches over it. @param isMade is told what all that is made by */
export function makeAccess(wanted: WantedAccess, isMade: UpdateMade): MadeAccess {
  const home = createHome(wanted);
  const { people, userIds } = createPeople(wanted, home);
  const arns = createPermissionSets(wanted, home);
  const groups = createGroups(wanted, home, userIds, arns);
  isMade.access([people, ...groups.values()]);
  const trail = createAuditTrail(wanted, home);
  createDelegatedAdministration(wanted, home);
  createAlarms(wanted, home, { groups, arns, trail });
  createDetection(wanted, home);
  createRootGuardrails(wanted, home);
  isMade.sections(home.sectionResources);
  noteHandedOver(home);
  const isSecret = wanted.isSecret("groups");
  return {
    center: home.center,
    groupIds: Object.fromEntries([...groups].map(([key, group]) => [key, group.groupId])),
    permissionSetArns: Object.fromEntries(arns),
    access: concealed(isSecret, accessByGroup(wanted.access)),
    accessSummary: concealed(isSecret, summarizeAccess(wanted.access)),
    keyPolicies: keyPolicies(wanted, home),
  };
}
