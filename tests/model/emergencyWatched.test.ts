import assert from "node:assert/strict";
import { YamlSource } from "../../model/files/yamlSource.ts";
import { parseStack } from "../../model/parseStack.ts";

const EMERGENCY = `config:
  aws:region: eu-west-1
  access:emergency:
    users: [ada, grace]
    roles:
      identity-repair: { accounts: [management] }
      read-only: { accounts: [all] }
`;
const ROLES = "[emergency/identity-repair, emergency/read-only]";
const USERS = "[emergency/ada, grace]";
const NOT_THERE =
  /doesn't name emergency\/read-only, a role of emergency\/Pulumi\.prod\.yaml:5, so that nobody is told of their use/;

/** What is said of alarms beside a stack of emergency/. */
function said(
  alarms: string,
  emergency: string | undefined,
  name = "Pulumi.prod.yaml",
  project?: string,
): string[] {
  const yaml = `config:\n  access:alarms: { enabled: true, emails: [security@example.com], ${alarms} }\n`;
  const file = new YamlSource(name, yaml);
  const { config } = file.value as { config: Record<string, unknown> };
  const readFile = (path: string) => {
    if (path === "emergency/Pulumi.prod.yaml" && emergency !== undefined) return emergency;
    if (path === "emergency/Pulumi.yaml" && project !== undefined) return project;
    throw new Error("there is no such file");
  };
  const { problems } = parseStack(config, { project: "identity-center", file, readFile });
  return problems
    .filter(({ path }) => path.startsWith("access:alarms.emergency"))
    .map(({ path, place, message, severity }) => `${severity} ${place} ${path}: ${message}`);
}

const cases: readonly [what: string, alarms: string, said: readonly RegExp[]][] = [
  ["all that is there", `emergencyRoles: ${ROLES}, emergencyUsers: ${USERS}`, []],
  [
    "more, made elsewhere",
    `emergencyRoles: [emergency/identity-repair, emergency/read-only, security/admin], emergencyUsers: [ada, grace, root-substitute]`,
    [],
  ],
  [
    "none",
    "emergencyRoles: []",
    [
      /^warning .*emergencyRoles: doesn't name emergency\/identity-repair, emergency\/read-only, roles of emergency\/Pulumi\.prod\.yaml:5, .*write emergencyRoles: \[emergency\/identity-repair, emergency\/read-only\]/,
      /^warning .*emergencyUsers: doesn't name emergency\/ada, emergency\/grace, users of emergency\/Pulumi\.prod\.yaml:4, /,
    ],
  ],
  [
    "a role with a typing error",
    `emergencyRoles: [emergency/identity-repair, emergency/read-olny], emergencyUsers: ${USERS}`,
    [
      /emergencyRoles\[1\]: is "emergency\/read-olny", and emergency\/Pulumi\.prod\.yaml:5 has no such role \(did you mean "emergency\/read-only"\?\)/,
      NOT_THERE,
    ],
  ],
  [
    "a role without its path",
    `emergencyRoles: [emergency/identity-repair, read-only], emergencyUsers: ${USERS}`,
    [/emergencyRoles\[1\]: is "read-only", and .* has no such role/, NOT_THERE],
  ],
  [
    "a user who isn't there any more",
    `emergencyRoles: ${ROLES}, emergencyUsers: [ada, grace, emergency/alan]`,
    [
      /emergencyUsers\[2\]: is "emergency\/alan", and emergency\/Pulumi\.prod\.yaml:4 has no such user/,
    ],
  ],
];

describe("alarms beside a stack of emergency/", () => {
  it("are compared with what all stacks there have", () => {
    const project =
      "name: e\nconfig:\n  access:emergency:\n    value:\n      users: [ada]\n      roles: { read-only: {} }\n";
    const alarms = "emergencyUsers: [emergency/ada]";
    const [line = "", ...more] = said(
      alarms,
      "config:\n  aws:region: eu-west-1\n",
      undefined,
      project,
    );
    assert.deepEqual(more, []);
    assert.match(line, /doesn't name emergency\/read-only, a role of emergency\/Pulumi\.yaml:6, /);
    assert.match(
      said(alarms, EMERGENCY, undefined, project).join(),
      /emergency\/Pulumi\.prod\.yaml:5/,
    );
  });

  for (const [what, alarms, expected] of cases) {
    it(`that name ${what}`, () => {
      const found = said(alarms, EMERGENCY);
      assert.equal(found.length, expected.length, found.join("\n"));
      for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? "", pattern);
    });
  }

  it("aren't compared where they are off, tell of no emergency access, or no such stack can be read", () => {
    const secret = "config:\n  access:emergency: { secure: AAABAJ2h8Yd0bmFtZQ== }\n";
    assert.deepEqual(said(`emergencyRoles: ${ROLES}`, secret), []);
    assert.deepEqual(said("emergencyRoles: []", undefined), []);
    assert.deepEqual(said("emergencyRoles: []", "config: ["), []);
    assert.deepEqual(said("emergencyRoles: []", EMERGENCY, "Pulumi.dev.yaml"), []);
    assert.deepEqual(said("without: [emergency-access]", EMERGENCY), []);
  });
});
