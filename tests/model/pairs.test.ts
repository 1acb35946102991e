import assert from "node:assert/strict";
import { parse } from "yaml";
import { resolveAccess } from "../../model/access/resolve.ts";
import { parseConfiguration } from "../../model/parse.ts";
import { problemLine } from "../../model/problems/problem.ts";
import { organization, today } from "./example.ts";

/** A small stack in which nothing is wrong, with a place for every mistake. */
const base = `
identityCenter: { region: eu-west-1, mfa: { mode: every-sign-in, attestedOn: "2026-11-02", attestedBy: ada }, tags: { team: platform } }
auditTrail: { enabled: true }
accounts: { shop: "111111111111" }
limits: { deletions: 3 }
people:
  ada: { givenName: Ada, familyName: Lovelace, email: ada@example.com }
  grace: { givenName: Grace, familyName: Hopper, email: grace@example.com }
  alan: { givenName: Alan, familyName: Turing, email: alan@example.com }
permissionSets:
  administrator: { managedPolicies: [AWSSSOMasterAccountAdministrator] }
  reader: { managedPolicies: [job-function/ViewOnlyAccess], inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*" }] }, permissionsBoundary: { managedPolicy: ReadOnlyAccess } }
  builder: { managedPolicies: [PowerUserAccess] }
groups:
  administrators: { administrators: true, members: [ada], access: [{ permissionSet: administrator, accounts: [management] }] }
  engineers: { members: [grace, ada], access: [{ permissionSet: builder, accounts: [shop-dev] }, { permissionSet: reader, accounts: [{ ou: Workloads }], except: [shop] }] }
  auditors: { members: [alan], access: [{ permissionSet: reader, accounts: [all] }] }
`;

/** A path of the stack and what is written there instead; no two of them at one place, or below each other. */
const mistakes: readonly (readonly [string, unknown])[] = [
  ["identityCenter.region", "Ireland"],
  ["identityCenter.mfa.mode", "sometimes"],
  ["identityCenter.mfa.attestedOn", "2027-11-02"],
  ["identityCenter.tags.team", 5],
  ["identityCenter.atributes", {}],
  ["auditTrail.enabled", "yes"],
  ["auditTrail.retentionDays", 0],
  ["accounts.shop", "1111"],
  ["accounts.all", "222222222222"],
  ["limits.deletions", -1],
  ["limits.handOver", ["people.nobody"]],
  ["people.ada.title", ""],
  ["people.ada.nickname", 7],
  ["people.ada.middelName", "King"],
  ["people.grace.email", "grace"],
  ["people.grace.phone", 4412],
  ["people.alan.givenName", undefined],
  ["people.alan.userName", "a b"],
  ["people.alan.locale", ["en"]],
  ["permissionSets.administrator.sessionDuration", "8 hours"],
  ["permissionSets.administrator.description", "dash – dash"],
  ["permissionSets.administrator.relayState", "höme"],
  ["permissionSets.reader.inlinePolicy.Version", "2012"],
  ["permissionSets.reader.inlinePolicy.Statement.0.Effect", "deny"],
  ["permissionSets.reader.permissionsBoundary.managedPolicy", "ReadOnlyAcces"],
  ["permissionSets.reader.managedPolicies.0", "ViewOnlyAccess"],
  ["permissionSets.reader.customerManagedPolicies", [{ name: "x", path: "no" }]],
  ["permissionSets.builder.managedPolicies.0", "PowerUser"],
  ["permissionSets.builder.name", "a b"],
  ["permissionSets.builder.tags", { "aws:x": "y" }],
  ["groups.administrators.description", ""],
  ["groups.administrators.displayName", "Administrator"],
  ["groups.engineers.members.0", "grcae"],
  ["groups.engineers.access.0.permissionSet", "bilder"],
  ["groups.engineers.access.0.until", "soon"],
  ["groups.engineers.access.1.accounts.0", { ou: "Worklods" }],
  ["groups.engineers.access.1.except.0", "shop-prd"],
  ["groups.auditors.acces", []],
  ["groups.auditors.access.0.accounts.0", { tag: { env: "nothing" } }],
  ["groups.auditors.access.0.until", "2026-02-30"],
  ["groups.auditors.members.1", "alan"],
  ["people.zoe", 5],
  ["permissionSets.spare", []],
  ["groups.nobody", { access: [{ permissionSet: "reader" }] }],
  ["permissionSets.administrator.managedPolicies.0", "ReadOnlyAccess"],
];

type Node = Record<string, unknown>;

function written(...given: readonly (readonly [string, unknown])[]): Node {
  const stack = parse(base) as Node;
  for (const [path, value] of given) {
    const steps = path.split(".");
    const last = steps.pop() as string;
    const holder = steps.reduce((node, step) => node[step] as Node, stack);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return stack;
}

function problemsOf(...given: readonly (readonly [string, unknown])[]): string[] {
  const readFile = (path: string) => {
    throw new Error(`no such file: ${path}`);
  };
  const { configuration, problems } = parseConfiguration(written(...given), { readFile });
  const resolved = resolveAccess(configuration, organization, today);
  return [...problems, ...resolved.problems].map(problemLine).sort();
}

describe("two mistakes in one stack", () => {
  it("are none without them", () => {
    assert.deepEqual(problemsOf(), []);
  });

  const alone = mistakes.map((mistake) => problemsOf(mistake));

  mistakes.forEach((mistake, index) => {
    const [path, value] = mistake;
    it(`are told both: ${path} ${JSON.stringify(value)} and each other one`, () => {
      const own = alone[index] ?? [];
      assert.ok(own.length > 0);
      mistakes.slice(index + 1).forEach((other, offset) => {
        const both = [...new Set([...own, ...(alone[index + 1 + offset] ?? [])])].sort();
        assert.deepEqual([...new Set(problemsOf(mistake, other))], both, other[0]);
      });
    });
  });
});
