import { parse } from "yaml";
import { isObject } from "../../policies/isObject.ts";
import { resolveStack } from "../organization/resolvedStack.ts";
import { toStackFile } from "../stack/stackFile.ts";

/** Mistakes, by the section in which they are explained: each stands under `config:` of an otherwise right stack file. */
export const mistakes: Readonly<Record<string, readonly string[]>> = {
  sections: [
    "access:peple: { grace: { givenName: Grace, familyName: Hopper } }",
    "people: { grace: { givenName: Grace, familyName: Hopper } }",
    "access:people: everybody.yaml",
    "access:people: [grace, alan]",
    "access:people:",
    "access:rootGuardrails:",
  ],
  identityCenter: [
    "access:identityCenter: { region: Ireland }",
    "access:identityCenter: { mfa: { mode: always, attestedOn: 2026-11-02, attestedBy: ada } }",
    "access:identityCenter: { mfa: { mode: every-sign-in, attestedOn: 02.11.2026, attestedBy: ada } }",
    "access:identityCenter: { attributes: { team: department } }",
    'access:identityCenter: { tags: { "aws:team": platform } }',
    "access:identityCenter: { administratorsElsewhere: the old stack }",
    "access:identityCenter: { regions: [us-east-1] }",
  ],
  accounts: [
    "access:accounts: { shop: 111111111111 }",
    'access:accounts: { shop: "11111111111" }',
    'access:accounts: { all: "111111111111" }',
    'access:accounts: { "eu/shop": "111111111111" }',
  ],
  people: [
    "access:people: { grace: { givenName: Grace } }",
    "access:people: { grace: { givenName: Grace, familyName: Hopper, e-mail: grace@example.com } }",
    "access:people: { grace: { givenName: Grace, familyName: Hopper, email: grace@example } }",
    "access:people: { grace: { givenName: Grace, familyName: Hopper, userName: grace hopper } }",
    "access:people: { administrator: { givenName: Grace, familyName: Hopper } }",
    "access:people: { grace: { givenName: Grace, familyName: Hopper, email: ada@example.com } }",
    "access:people: { grace: { existing: true, title: Engineer } }",
    "access:people: { grace: { givenName: Grace, familyName: Hopper, aliases: [ada] } }",
  ],
  permissionSets: [
    "access:permissionSets: { a-name-that-is-longer-than-aws-takes: { managedPolicies: [ReadOnlyAccess] } }",
    "access:permissionSets: { reader: { managedPolicies: [ReadOnlyAcess] } }",
    "access:permissionSets: { reader: { managedPolicies: [ViewOnlyAccess] } }",
    "access:permissionSets: { reader: { managedPolicies: [ReadOnlyAccess], sessionDuration: 8 hours } }",
    "access:permissionSets: { reader: { managedPolicies: [ReadOnlyAccess], sessionDuration: PT13H } }",
    "access:permissionSets: { reader: { managedPolicies: [ReadOnlyAccess, ReadOnlyAccess] } }",
    "access:permissionSets: { reader: { customerManagedPolicies: [/team/reader] } }",
    "access:permissionSets: { reader: { managedPolicies: [ReadOnlyAccess], permissionsBoundary: {} } }",
    "access:permissionSets: { reader: { inlinePolicy: reader.yaml } }",
    'access:permissionSets: { reader: { inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: allow, Action: "*", Resource: "*" }] } } }',
    "access:permissionSets: { reader: { existing: true, sessionDuration: PT8H } }",
  ],
  groups: [
    "access:groups: { team: { members: [garce] } }",
    "access:groups: { team: { members: [ada, ada] } }",
    "access:groups: { team: { existing: true, members: [ada] } }",
    "access:groups: { team: { administrators: true, members: [] } }",
    "access:groups: { team: { access: [{ permissionSet: readr, accounts: [all] }] } }",
    "access:groups: { team: { access: [{ permissionSet: administrator, accounts: [] }] } }",
    "access:groups: { team: { access: [{ permissionSet: administrator, accounts: [all], until: 2026-11-31 }] } }",
  ],
  selectors: [
    "access:groups: { team: { access: [{ permissionSet: administrator, accounts: [shop-prod] }] } }",
    "access:groups: { team: { access: [{ permissionSet: administrator, accounts: [111111111111] }] } }",
    "access:groups: { team: { access: [{ permissionSet: administrator, accounts: [{ ou: Workload }] }] } }",
    "access:groups: { team: { access: [{ permissionSet: administrator, accounts: [{ tag: { env: test } }] }] } }",
    'access:groups: { team: { access: [{ permissionSet: administrator, accounts: [{ name: "shop-*" }] }] } }',
    "access:groups: { team: { access: [{ permissionSet: administrator, accounts: [{ nested: false }] }] } }",
    "access:groups: { team: { access: [{ permissionSet: administrator, accounts: [old-shop] }] } }",
  ],
  auditTrail: [
    "access:auditTrail: { retentionDays: 400 }",
    "access:auditTrail: { enabled: yes please }",
    "access:auditTrail: { enabled: true, retentionDays: 0 }",
    "access:auditTrail: { enabled: true, name: a..b }",
    "access:auditTrail: { enabled: true, logGroup: { retentionDays: 100 } }",
  ],
  alarms: [
    "access:alarms: { enabled: true }",
    "access:alarms: { enabled: true, emails: [security] }",
    "access:alarms: { enabled: true, emails: [security@example.com], without: [root] }",
    'access:alarms: { enabled: true, emails: [security@example.com], emergencyRoles: ["*"] }',
  ],
  rootGuardrails: [
    "access:rootGuardrails: { enabled: true, without: [root] }",
    "access:rootGuardrails: { enabled: true, targets: [management] }",
    "access:rootGuardrails: { enabled: true, stage: [{ ou: Workload }] }",
    'access:rootGuardrails: { enabled: true, credentialRoles: ["*"] }',
    'access:rootGuardrails: { enabled: true, administratorRoles: ["*a*"] }',
  ],
  detection: [
    "access:detection: { enabled: true, accessAnalyzer: { unused: true } }",
    "access:detection: { enabled: true, config: { enabled: true, except: [web-dev] } }",
    "access:detection: { enabled: true, contacts: { accounts: [web-dve] } }",
  ],
  delegatedAdministration: [
    "access:delegatedAdministration: { account: security-tooling }",
    "access:delegatedAdministration: { account: management, stack: management }",
    "access:delegatedAdministration: { account: security-tooling, stack: delegated }",
    "access:delegatedAdministration: { account: security-tooling, stack: management, otherStack: prod }",
  ],
  limits: [
    "access:limits: { deletions: -1 }",
    "access:limits: { handOver: [grace] }",
    "access:limits: { handOver: [people.ada] }",
  ],
  doctor: [
    'access:doctor: { exemptions: [{ check: root-mfas, reason: lost, until: "2027-03-31" }] }',
    "access:doctor: { exemptions: [{ check: iam-mfa, what: ci }] }",
    "access:doctor: { exemptions: [{ check: iam-mfa, reason: on its way, until: soon }] }",
    'access:doctor: { exemptions: [{ check: root-mfa, reason: devices are ordered, until: "2028-06-30" }] }',
  ],
};

/** What is wanted around a mistake, so that nothing else is wrong. */
const around = `
access:identityCenter: { region: eu-west-1 }
access:people:
  ada: { givenName: Ada, familyName: Lovelace, email: ada@example.com }
access:permissionSets:
  administrator:
    managedPolicies: [AWSSSOMasterAccountAdministrator, IAMFullAccess, AWSOrganizationsReadOnlyAccess]
access:groups:
  administrators:
    administrators: true
    members: [ada]
    access: [{ permissionSet: administrator, accounts: [management] }]
`;

/** The day on which stack files of the documents are judged. */
export const DAY = "2026-11-23";

/** What is told about a mistake, in the organization of stack dev. */
export function errorsOf(mistake: string): string[] {
  const config = parse(around) as Record<string, object>;
  for (const [section, entries] of Object.entries(parse(mistake) as Record<string, unknown>)) {
    const isMap = isObject(entries);
    config[section] = isMap ? { ...config[section], ...entries } : (entries as object);
  }
  const { problems } = resolveStack(toStackFile("dev", JSON.stringify({ config })), DAY);
  return problems
    .filter(({ severity }) => severity === "error")
    .map(({ path, message }) => `${path}: ${message}`);
}

/** A table of mistakes in a section, and what is told about each. */
export function refusals(section: string): string {
  const rows = (mistakes[section] ?? []).map(
    (mistake) => `| \`${cell(mistake)}\` | ${errorsOf(mistake).map(cell).join("<br>")} |`,
  );
  return ["| what is refused | what is told |", "| --- | --- |", ...rows].join("\n");
}

/** Sections that have such a table. */
export const refusedSections = Object.keys(mistakes);

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
