import { readFileSync } from "node:fs";
import { accessByGroup, summarizeAccess } from "./model/access/accessSummary.ts";
import { createAlarms } from "./program/createAlarms.ts";
import { createDelegatedAdministration } from "./program/createDelegatedAdministration.ts";
import { createDetection } from "./program/createDetection.ts";
import { createGroups } from "./program/createGroups.ts";
import { createRootGuardrails } from "./program/createRootGuardrails.ts";
import {
  createAuditTrail,
  createHome,
  createPeople,
  createPermissionSets,
  noteHandedOver,
} from "./program/fromConfiguration.ts";
import { keepJournal } from "./program/journal/keepJournal.ts";
import { holdRegistrationsBack } from "./program/registrations.ts";
import { dropDebugMessages } from "./program/sdkDebugLog.ts";
import { readStacksAsTheyAre } from "./program/sdkStacks.ts";
import { concealed } from "./program/secrets.ts";
import { readWantedAccess } from "./program/wantedAccess.ts";

dropDebugMessages();
readStacksAsTheyAre();
await keepJournal();
holdRegistrationsBack();

// What is wanted: people, groups and permission sets of the stack's configuration, and which accounts
// of the organization its selectors mean. Everything wrong is said here, before anything is made.
const wanted = await readWantedAccess();

// What is made of it.
const home = createHome(wanted);
const userIds = createPeople(wanted, home);
const arns = createPermissionSets(wanted, home);
const groups = createGroups(wanted, home, userIds, arns);
const trail = createAuditTrail(wanted, home);
createDelegatedAdministration(wanted, home);
createAlarms(wanted, home, { groups, arns, trail });
createDetection(wanted, home);
createRootGuardrails(wanted, home);
noteHandedOver(home);

/** Where people sign in. */
export const portalUrl = home.center.portalUrl;
/** Where people sign in by Region, where Identity Center is in several. */
export const portalUrls = home.center.portalUrls;
/** ARN of the organization's Identity Center instance. */
export const instanceArn = home.center.instanceArn;
/** Id of the directory that people and groups are in. */
export const identityStoreId = home.center.identityStoreId;
/** Ids of the groups, by their key. */
export const groupIds = Object.fromEntries([...groups].map(([key, group]) => [key, group.groupId]));
/** ARNs of the permission sets, by their key. */
export const permissionSetArns = Object.fromEntries(arns);
/** By group, permission set and account: the lines of the configuration that gave it. */
export const access = concealed(wanted.isSecret("groups"), accessByGroup(wanted.access));
/** The same for people to read, as a Markdown table. */
export const accessSummary = concealed(wanted.isSecret("groups"), summarizeAccess(wanted.access));
/** Rendered by Pulumi Cloud on the stack's page. */
export const readme = readFileSync(new URL("Pulumi.README.md", import.meta.url), "utf8");
