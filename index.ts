import { readFileSync } from "node:fs";
import {
  createAuditTrail,
  createGroups,
  createIdentityCenter,
  createPeople,
  createPermissionSets,
} from "./components/fromConfiguration.ts";
import { readWantedAccess } from "./components/wantedAccess.ts";
import { accessByGroup, summarizeAccess } from "./model/accessSummary.ts";

// What is wanted: people, groups and permission sets of the stack's configuration, and which accounts
// of the organization its selectors mean. Everything wrong is said here, before anything is registered.
const wanted = await readWantedAccess();

// What is made of it.
const center = createIdentityCenter(wanted);
const userIds = createPeople(wanted, center);
const arns = createPermissionSets(wanted, center);
const groups = createGroups(wanted, center, userIds, arns);
createAuditTrail(wanted, center);

/** Where people sign in. */
export const portalUrl = center.portalUrl;
/** ARN of the organization's Identity Center instance. */
export const instanceArn = center.instanceArn;
/** Id of the directory that people and groups are in. */
export const identityStoreId = center.identityStoreId;
/** Ids of the groups, by their key. */
export const groupIds = Object.fromEntries(
  Object.entries(groups).map(([key, group]) => [key, group.groupId]),
);
/** ARNs of the permission sets, by their key. */
export const permissionSetArns = arns;
/** By group, permission set and account: the lines of the configuration that gave it. */
export const access = accessByGroup(wanted.access);
/** The same for people to read, as a Markdown table. */
export const accessSummary = summarizeAccess(wanted.access);
/** Rendered by Pulumi Cloud on the stack's page. */
export const readme = readFileSync(new URL("Pulumi.README.md", import.meta.url), "utf8");
