import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import { devOrganization } from "../support/engine.ts";

interface Line {
  permissionSet: string;
  accounts: unknown[];
}
interface Group {
  administrators?: boolean;
  existing?: boolean;
  members?: string[];
  access?: Line[];
}
type Sections = Record<string, unknown> & {
  "access:delegatedAdministration"?: Record<string, unknown>;
  "access:groups"?: Record<string, Group>;
};
type Edit = (config: Sections) => void;

const DELEGATE = "666666666666";
const person = { givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" };
const nothing: Edit = () => {};

/** The organization of stack dev. @param account whose credentials they are; another than the management account's administers Identity Center */
export function organizationOf(account?: string): OrganizationSnapshot {
  const snapshot = loadSnapshot(devOrganization);
  if (account === undefined) return snapshot;
  return {
    ...snapshot,
    callerAccount: account,
    delegatedAdministrators: [{ account: DELEGATE, service: "sso.amazonaws.com" }],
  };
}

/** A small stack of the management account: its administrators, and who the delegated administrator is. */
export function managementStack(edit: Edit = nothing): Sections {
  const config: Sections = {
    "aws:region": "eu-west-1",
    "access:delegatedAdministration": { account: "security-tooling", stack: "management" },
    "access:people": { ada: person },
    "access:permissionSets": {
      administrator: { managedPolicies: ["AWSSSOMasterAccountAdministrator"] },
    },
    "access:groups": {
      administrators: {
        administrators: true,
        members: ["ada"],
        access: [{ permissionSet: "administrator", accounts: ["management"] }],
      },
    },
  };
  edit(config);
  return config;
}

/** A small stack of the delegated administrator: its own administrators, and a group that reads. */
export function delegatedStack(edit: Edit = nothing): Sections {
  const config: Sections = {
    "aws:region": "eu-west-1",
    "access:delegatedAdministration": { account: DELEGATE, stack: "delegated" },
    "access:people": { ada: person },
    "access:permissionSets": {
      "access-administrator": { managedPolicies: ["AWSSSOMemberAccountAdministrator"] },
      reader: { managedPolicies: ["job-function/ViewOnlyAccess"] },
    },
    "access:groups": {
      administrators: {
        administrators: true,
        members: ["ada"],
        access: [{ permissionSet: "access-administrator", accounts: ["security-tooling"] }],
      },
      engineers: {
        members: ["ada"],
        access: [{ permissionSet: "reader", accounts: [{ ou: "Workloads" }] }],
      },
    },
  };
  edit(config);
  return config;
}
