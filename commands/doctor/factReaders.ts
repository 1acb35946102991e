import { LiveError } from "../../live/liveError.ts";
import { Denied, notRead, type Section, section } from "../../live/notRead.ts";
import { readAnalyzers } from "../../live/readers/analyzers.ts";
import { readAssignments } from "../../live/readers/assignments.ts";
import { readCaller } from "../../live/readers/callerIdentity.ts";
import { readCentralRootAccess } from "../../live/readers/centralRootAccess.ts";
import { readContacts } from "../../live/readers/contacts.ts";
import { readControlPolicies } from "../../live/readers/controlPolicies.ts";
import { readDelegatedAdministrators } from "../../live/readers/delegatedAdministrators.ts";
import { readGroups } from "../../live/readers/groups.ts";
import { readIamUsers } from "../../live/readers/iamUsers.ts";
import {
  type FoundInstance,
  findInstance,
  readInstanceDetails,
} from "../../live/readers/instance.ts";
import { readInstanceRegions } from "../../live/readers/instanceRegions.ts";
import { readOrganizationFacts } from "../../live/readers/organization.ts";
import { readPasswordPolicy } from "../../live/readers/passwordPolicy.ts";
import { readPermissionSets } from "../../live/readers/permissionSets.ts";
import { readRecorder } from "../../live/readers/recorder.ts";
import { readRootUser } from "../../live/readers/rootUser.ts";
import { readTrails } from "../../live/readers/trails.ts";
import { readUntaggedTree } from "../../live/readers/tree.ts";
import { readTrustedServices } from "../../live/readers/trustedServices.ts";
import { readUsers } from "../../live/readers/users.ts";
import type { Session } from "../../live/session.ts";
import type { FactReader } from "./factReader.ts";
import type {
  Fact,
  FactName,
  Facts,
  InstanceSearch,
  KnownOrganization,
  KnownTree,
} from "./facts.ts";
import { gapOf, noInstance, otherAccount } from "./gap.ts";

type Readers = { readonly [Name in FactName]: (facts: FactReader) => Promise<Fact<Facts[Name]>> };

/** How each fact is read. */
export const factReaders: Readers = {
  caller: ({ session }) => fact(section(() => readCaller(session))),
  organization,
  instance,
  instanceDetails: (facts) =>
    inInstance(facts, ({ arn }) => readInstanceDetails(facts.session, arn)),
  instanceRegions: (facts) =>
    inInstance(facts, ({ arn }) => readInstanceRegions(facts.session, arn)),
  rootUser: (facts) => ofManagement(facts, readRootUser),
  iamUsers: (facts) => ofManagement(facts, readIamUsers),
  passwordPolicy: (facts) => ofManagement(facts, readPasswordPolicy),
  contacts: (facts) => ofManagement(facts, readContacts),
  recorder: (facts) => ofManagement(facts, readRecorder),
  centralRootAccess,
  trustedServices: ({ session }) => fact(readTrustedServices(session)),
  delegatedAdministrators: ({ session }) => fact(readDelegatedAdministrators(session)),
  tree,
  controlPolicies: ({ session }) => fact(readControlPolicies(session)),
  trails: ({ session }) => fact(readTrails(session)),
  analyzers: ({ session }) => fact(readAnalyzers(session)),
  permissionSets: (facts) => inInstance(facts, (found) => permissionSets(facts, found)),
  groups: (facts) => inInstance(facts, (found) => groups(facts, found)),
  users: (facts) => inInstance(facts, (found) => users(facts, found)),
  assignments: (facts) =>
    inInstance(facts, async (found) =>
      readAssignments(facts.session, found.arn, {
        permissionSets: await permissionSets(facts, found),
        groups: await groups(facts, found),
        users: await users(facts, found),
      }),
    ),
};

/** IAM tells the management account and its own delegated administrator (IAM API Reference, ListOrganizationsFeatures). */
async function centralRootAccess(facts: FactReader): Promise<Fact<readonly string[]>> {
  try {
    return await fact(readCentralRootAccess(facts.session));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== NOT_ADMINISTRATOR) throw error;
    const caller = await facts.get("caller");
    const whose = "gap" in caller ? "another account" : caller.value.account;
    return {
      gap: `not read: these credentials are of ${whose}, and IAM tells it to the management account and to its own delegated administrator alone; sign in to one of them`,
    };
  }
}

const NOT_ADMINISTRATOR = "AccountNotManagementOrDelegatedAdministratorException";

async function fact<Value>(read: Promise<Section<Value>>): Promise<Fact<Value>> {
  const found = await read;
  return found.isRead ? { value: found.value } : gapOf(found);
}

async function organization(facts: FactReader): Promise<Fact<KnownOrganization>> {
  const read = await fact(organizationFacts(facts));
  if ("gap" in read) return read;
  const { id, managementAccount, featureSet } = read.value;
  if (id && managementAccount && featureSet) {
    return { value: { id, managementAccount, featureSet } };
  }
  return { gap: "AWS's answer doesn't say which organization this is" };
}

/** A LiveError is what is wrong with Identity Center here: for the doctor, a finding. */
async function instance(facts: FactReader): Promise<Fact<InstanceSearch>> {
  try {
    const found = await findInstance(facts.session, await organizationFacts(facts));
    return { value: { found } };
  } catch (error) {
    if (error instanceof Denied) return gapOf(notRead(error));
    if (error instanceof LiveError) return { value: { problem: error.message } };
    throw error;
  }
}

async function tree({ session }: FactReader): Promise<Fact<KnownTree>> {
  const { units, accounts } = await readUntaggedTree(session);
  if (!units.isRead) return gapOf(units);
  if (!accounts.isRead) return gapOf(accounts);
  return { value: { units: units.value, accounts: accounts.value } };
}

/** What IAM and Account Management tell of the caller's own account alone. */
async function ofManagement<Value>(
  facts: FactReader,
  read: (session: Session) => Promise<Section<Value>>,
): Promise<Fact<Value>> {
  const caller = await facts.get("caller");
  const known = await facts.get("organization");
  if ("gap" in caller) return caller;
  if ("gap" in known) return known;
  const { managementAccount } = known.value;
  if (caller.value.account === managementAccount) return await fact(read(facts.session));
  return otherAccount(caller.value.account, managementAccount);
}

async function inInstance<Value>(
  facts: FactReader,
  read: (instance: FoundInstance) => Promise<Section<Value>>,
): Promise<Fact<Value>> {
  const search = await facts.get("instance");
  if ("gap" in search) return search;
  const { found } = search.value;
  if (found) return await fact(read(found));
  return noInstance;
}

function organizationFacts(facts: FactReader) {
  return facts.once("the organization itself", () => readOrganizationFacts(facts.session));
}

function permissionSets(facts: FactReader, { arn }: FoundInstance) {
  return facts.once("permission sets", () => readPermissionSets(facts.session, arn));
}

function groups(facts: FactReader, { identityStoreId }: FoundInstance) {
  return facts.once("groups of the store", () => readGroups(facts.session, identityStoreId));
}

function users(facts: FactReader, { identityStoreId }: FoundInstance) {
  return facts.once("users of the store", () => readUsers(facts.session, identityStoreId));
}
