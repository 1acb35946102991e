import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Access } from "../../model/access/access.ts";
import type { Account, Organization } from "../../model/access/organization.ts";
import { resolveAccess } from "../../model/access/resolve.ts";
import { parseConfiguration } from "../../model/parse.ts";
import type { Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";

export type Raw = Record<string, unknown>;

/** The day on which all examples are judged. */
export const today = "2026-11-23";

/** A small organization: two units, three active accounts beside the management account, one closed. */
export const organization: Organization = {
  managementAccountId: "000000000001",
  accounts: [
    account("000000000001", "acme-management", ""),
    account("111111111111", "shop-prod", "Workloads/Production", { env: "prod" }),
    account("222222222222", "shop-dev", "Workloads/Development", { env: "dev" }),
    account("333333333333", "log-archive", "Security"),
    { ...account("444444444444", "old-shop", "Suspended"), state: "SUSPENDED" },
  ],
  organizationalUnits: [
    "Workloads",
    "Workloads/Production",
    "Workloads/Development",
    "Security",
    "Suspended",
  ],
};

export function account(
  id: string,
  name: string,
  organizationalUnit: string,
  tags: Record<string, string> = {},
): Account {
  return { id, name, state: "ACTIVE", organizationalUnit, tags };
}

/** A configuration in which nothing is wrong, in YAML as its author writes it, with some sections replaced. */
export function valid(sections = ""): Raw {
  const base = parse(`
identityCenter: { region: eu-west-1 }
people:
  ada: { givenName: Ada, familyName: Lovelace, email: ada@example.com }
permissionSets:
  administrator: { managedPolicies: [AWSSSOMasterAccountAdministrator] }
groups:
  administrators:
    administrators: true
    members: [ada]
    access: [{ permissionSet: administrator, accounts: [management] }]
`) as Raw;
  return { ...base, ...((parse(sections) as Raw | null) ?? {}) };
}

/** The valid configuration with one entry more in a section. */
export function withEntry(section: string, yaml: string): Raw {
  const raw = valid();
  return { ...raw, [section]: { ...(raw[section] as Raw | undefined), ...(parse(yaml) as Raw) } };
}

/** The valid configuration with a group `team`, whose members are ada and whose lines are given. */
export function withLines(yaml: string): Raw {
  return withEntry("groups", `team: { members: [ada], access: ${yaml} }`);
}

export function parsed(raw: Raw, files: Record<string, string> = {}) {
  return parseConfiguration(raw, {
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw new Error(`no such file: ${path}`);
      return content;
    },
  });
}

/** The configuration; fails when anything is wrong with it. */
export function accepted(raw: Raw, files: Record<string, string> = {}): Configuration {
  const { configuration, problems } = parsed(raw, files);
  assert.deepEqual(
    problems.filter(({ severity }) => severity === "error"),
    [],
  );
  return configuration;
}

export function resolved(raw: Raw, where: Organization = organization) {
  return resolveAccess(parsed(raw).configuration, where, today);
}

/** Accounts that the group `team` gets, by permission set and account. */
export function granted(access: Access, group = "team"): string[] {
  return access.entries
    .filter((entry) => entry.group === group)
    .map((entry) => `${entry.permissionSet} ${entry.account}`);
}

/** Exactly one problem of this severity at this path, whose message holds all these texts. */
export function assertProblem(
  problems: readonly Problem[],
  severity: Problem["severity"],
  path: string,
  ...texts: readonly string[]
): void {
  const found = problems.filter((problem) => problem.path === path);
  assert.equal(found.length, 1, `${path} among ${JSON.stringify(problems, null, 1)}`);
  assert.equal(found[0]?.severity, severity);
  for (const text of texts) {
    assert.ok(found[0]?.message.includes(text), `"${found[0]?.message}" holds "${text}"`);
  }
}

/** Refused with exactly this one error. */
export function assertRefused(raw: Raw, path: string, ...texts: readonly string[]): void {
  const errors = parsed(raw).problems.filter(({ severity }) => severity === "error");
  assertProblem(errors, "error", path, ...texts);
  assert.equal(errors.length, 1, JSON.stringify(errors, null, 1));
}

/** A stack file of this repository. */
export function stackFile(name: string): { config: Raw } {
  return parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8")) as { config: Raw };
}
