import assert from "node:assert/strict";
import { type Operation, toResource } from "../../../commands/deploy/resource.ts";
import type { SandboxDeployment } from "../../../commands/deploy/sandboxDeployment.ts";
import { failedLines } from "../../../commands/report/failedLines.ts";
import { Members } from "../../../commands/report/members.ts";
import { reachedLines } from "../../../commands/report/reachedAccess.ts";
import type { Grant } from "../../../sandbox/world/history.ts";
import { accepted, withEntry } from "../../model/example.ts";

const members = new Members(accepted(withEntry("groups", "team: {}")), {
  existing: { groups: [], people: [], permissionSets: [] },
});

const change = (operation: Operation, type = "aws:identitystore/user:User") => ({
  operation,
  resource: toResource(`urn:pulumi:dev::p::${type}::ada`),
  properties: [],
});
const grant = (userName: string, permissionSet: string, account: string): Grant => ({
  ...{ userId: userName, userName, permissionSet, account },
  role: {
    ...{ managedPolicies: [], customerManagedPolicies: [] },
    ...{ inlinePolicy: null, permissionsBoundary: null },
  },
});
const engine = { engineVersion: "v3.260.0" };
const error = { messages: [{ severity: "error", text: "AccessDenied" }] } as const;
const refusal = {
  policies: {
    rules: 50,
    findings: [{ policy: "iam-no-users", enforcementLevel: "mandatory", message: "no" }],
  },
} as const;

const lines = (deployment: Partial<SandboxDeployment>, view?: "person") =>
  failedLines(
    "prod",
    { ok: false, changes: [], resources: [], messages: [], grants: [], ...deployment },
    members,
    (id) => `account ${id}`,
    view,
  ).map((line) => line.replace(/^\n── (.*?) ─+$/, "── $1"));

const correct = "1. Correct what the errors above say.";
const nobody = ["Access in the sandbox now:", "nobody reaches any account"];

describe("after a deployment that failed, people are told", () => {
  for (const [what, deployment, told] of [
    [
      "how it goes on, where something was made",
      { ...engine, ...error, changes: [change("failed"), change("created")] },
      [
        "── partly deployed: what was made stays",
        ...nobody,
        "── next steps",
        correct,
        "2. Run npm start -- --stack prod again: it goes on from here.",
        "3. Or begin anew: npm start -- --stack prod --fresh forgets what was made.",
      ],
    ],
    [
      "that nothing was changed, where all failed or only the program's own things were made",
      {
        ...engine,
        ...error,
        changes: [change("failed"), change("created", "pulumi:pulumi:Stack")],
      },
      [
        "── not deployed: see the errors above",
        ...nobody,
        "── next steps",
        correct,
        "2. Run npm start -- --stack prod again: nothing was changed, and nothing has to be undone.",
      ],
    ],
    [
      "that nothing is kept without an engine",
      { ...error, changes: [change("created")] },
      [
        "── not deployed: see the errors above",
        ...nobody,
        "── next steps",
        correct,
        "2. Run npm start -- --stack prod again: without a Pulumi CLI each run begins anew.",
      ],
    ],
    [
      "that policies are against it, of what nobody keeps",
      { ...refusal, changes: [change("created")] },
      [
        "── not deployed: see what the policies say",
        "── next steps",
        "1. Correct what the mandatory policies above ask for.",
        "2. Run npm start -- --stack prod again: without a Pulumi CLI each run begins anew.",
      ],
    ],
    [
      "of errors and policies together",
      { ...engine, ...error, ...refusal },
      [
        "── not deployed: see the errors above",
        ...nobody,
        "── next steps",
        "1. Correct what the errors above say, and what the mandatory policies above ask for.",
        "2. Run npm start -- --stack prod again: nothing was changed, and nothing has to be undone.",
      ],
    ],
  ] as const) {
    it(what, () => assert.deepEqual(lines(deployment), told));
  }

  it("who reaches what by now, by name and in order, whatever was wanted", () => {
    const grants = [
      grant("grace", "reader", "1"),
      grant("ada", "writer\u009b", "2"),
      grant("ada", "reader", "2"),
      grant("ada", "reader", "1"),
    ];
    assert.deepEqual(lines({ ...engine, ...error, grants }).slice(2, 7), [
      "ada",
      "  reader: account 1, account 2",
      "  writer\\u009B: account 2",
      "grace",
      "  reader: account 1",
    ]);
  });

  it("of whom nobody knows what they reach", () => {
    const group = "security: { existing: true, displayName: Security Team }";
    const unread = new Members(accepted(withEntry("groups", group)), {
      existing: { groups: [{ name: "Security Team" }], people: [], permissionSets: [] },
    });
    const told = reachedLines([], unread, (id) => id, undefined, 100);
    assert.deepEqual(told, [
      "nobody who is known by name reaches any account",
      "not listed: members of security, whom the organization file doesn't name",
    ]);
  });

  it("how many they are, where they are many", () => {
    const grants = Array.from({ length: 20 }, (_, index) => grant(`p${index}`, "reader", "1"));
    const [, , told] = lines({ ...engine, ...error, grants });
    assert.equal(told, "20 people in 1 account; each of them: --access person");
    assert.equal(lines({ ...engine, ...error, grants }, "person").includes("p19"), true);
  });
});
