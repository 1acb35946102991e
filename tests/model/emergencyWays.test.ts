import assert from "node:assert/strict";
import { YamlSource } from "../../model/files/yamlSource.ts";
import { parseEmergency } from "../../model/parseEmergency.ts";
import { problemLine } from "../../model/problems/problem.ts";

const ROLE = "{ accounts: [all], managedPolicies: [ReadOnlyAccess] }";

/** What is said of a stack file of emergency/. */
function said(emergency: string): string[] {
  const text = `config:\n  aws:region: eu-west-1\n  access:emergency:\n${emergency}`;
  const file = new YamlSource("Pulumi.dev.yaml", text);
  const { config } = file.value as { config: Record<string, unknown> };
  const options = { readFile: () => "", project: "p", file, today: "2026-11-28" };
  return parseEmergency(config, options).problems.map(problemLine);
}

/** Lines below `access:emergency:`, and what is said of them. */
const cases: readonly [title: string, lines: readonly string[], ...wanted: RegExp[]][] = [
  ["nothing of what is right", ["users: [ada]", `roles: { ro: ${ROLE} }`]],
  [
    "nobody who comes in",
    ["users: []", `roles: { ro: ${ROLE} }`],
    /^Pulumi\.dev\.yaml:3: error: access:emergency: nobody could come in: give saml, users, or both$/,
  ],
  [
    "names that IAM doesn't tell apart",
    ["users: [ada, Ada]", `roles: { ro: ${ROLE}, RO: ${ROLE} }`],
    /:4: error: access:emergency\.users\[1\]: IAM doesn't tell the user Ada from ada, /,
    /:5: error: access:emergency\.roles\.RO: IAM doesn't tell the role RO from ro, /,
  ],
  [
    "the name of the role by which people come in",
    ["users: [ada]", `roles: { emergency-operations: ${ROLE} }`],
    /:5: error: access:emergency\.roles\.emergency-operations: emergency-operations is the role by which /,
  ],
  [
    "no role to go on to",
    ["users: [ada]", "roles: {}"],
    /^Pulumi\.dev\.yaml:5: error: access:emergency\.roles: is empty, .*; give a role, such as /,
  ],
  [
    "a policy of one's own",
    [
      "users: [ada]",
      `roles: { ro: ${ROLE.replace("ReadOnlyAccess", "'arn:aws:iam::000000000001:policy/Mine'")} }`,
    ],
    /managedPolicies\[0\]: .*what a policy of your own allows belongs in inlinePolicy$/,
  ],
  [
    "a boundary of one's own",
    [
      "users: [ada]",
      `roles: { ro: ${ROLE.replace("}", ", permissionsBoundary: { managedPolicy: 'arn:aws:iam::000000000001:policy/Mine' } }")} }`,
    ],
    /permissionsBoundary\.managedPolicy: .*a policy of your own belongs in customerManagedPolicy$/,
  ],
  [
    "a name that AWS may have made since",
    [
      "users: [ada]",
      `roles: { ro: ${ROLE.replace("ReadOnlyAccess", "SomethingEntirelyDifferent2")} }`,
    ],
    /: error: .*managedPolicies\[0\]: AWS had no managed policy "SomethingEntirelyDifferent2" until .* write its ARN/,
  ],
  [
    "the ARN of what AWS may have made since",
    [
      "users: [ada]",
      `roles: { ro: ${ROLE.replace("ReadOnlyAccess", "'arn:aws:iam::aws:policy/SomethingEntirelyDifferent2'")} }`,
    ],
    /: warning: .*managedPolicies\[0\]: AWS had no managed policy [^;]*; correct it$/,
  ],
];

describe("a stack file of emergency/ is told", () => {
  for (const [title, lines, ...wanted] of cases) {
    it(`with file and line, and what to write: ${title}`, () => {
      const all = said(lines.map((line) => `    ${line}\n`).join(""));
      assert.equal(all.length, wanted.length, all.join("\n"));
      wanted.forEach((form, index) => {
        assert.match(all[index] ?? "", form);
      });
      assert.doesNotMatch(all.join("\n"), /customerManagedPolicies|organization file/);
    });
  }
});
