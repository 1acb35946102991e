import { keepJournal } from "./program/journal/keepJournal.ts";
import { makeAccess } from "./program/makeAccess.ts";
import { noteUpdate } from "./program/noteUpdate.ts";
import { holdRegistrationsBack } from "./program/registrations.ts";
import { dropDebugMessages } from "./program/sdkDebugLog.ts";
import { readStacksAsTheyAre } from "./program/sdkStacks.ts";
import { stackReadme } from "./program/stackReadme.ts";
import { readWantedAccess } from "./program/wantedAccess.ts";

dropDebugMessages();
readStacksAsTheyAre();
await keepJournal();
holdRegistrationsBack();

// What is wanted: people, groups and permission sets of the stack's configuration, and which accounts
// of the organization its selectors mean. Everything wrong is said here, before anything is made.
const wanted = await readWantedAccess();

// What is made of it. The state has a note of it first, should this update end in between.
const made = makeAccess(wanted, await noteUpdate(wanted));

/** Where people sign in. */
export const portalUrl = made.center.portalUrl;
/** Where people sign in by Region, where Identity Center is in several. */
export const portalUrls = made.center.portalUrls;
/** ARN of the organization's Identity Center instance. */
export const instanceArn = made.center.instanceArn;
/** Id of the directory that people and groups are in. */
export const identityStoreId = made.center.identityStoreId;
/** Ids of the groups, by their key. */
export const groupIds = made.groupIds;
/** ARNs of the permission sets, by their key. */
export const permissionSetArns = made.permissionSetArns;
/** By group, permission set and account: the lines of the configuration that gave it. */
export const access = made.access;
/** The same for people to read, as a Markdown table. */
export const accessSummary = made.accessSummary;
/** Policy of the key that encrypts Identity Center, and statements of the roles that call it; empty where it is AWS's. */
export const keyPolicies = made.keyPolicies;
/** Rendered by Pulumi Cloud on the stack's page; nothing elsewhere. */
export const readme = stackReadme();
