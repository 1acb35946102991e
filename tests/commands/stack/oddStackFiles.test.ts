import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { resolveStack } from "../../../commands/organization/resolvedStack.ts";
import { problemLines } from "../../../commands/report/report.ts";
import { toStackFile } from "../../../commands/stack/stackFile.ts";
import { utf8Text } from "../../../model/files/utf8.ts";
import { SourceError } from "../../../model/files/yamlSource.ts";
import { findPulumi } from "../../../sandbox/pulumiCli.ts";
import { Project, smallStack } from "../project.ts";

const name = "Pulumi.odd.yaml";

/** Errors of a stack file as the offline preview tells them, one a line. */
function offline(bytes: Uint8Array): string[] {
  try {
    const file = toStackFile("odd", utf8Text(name, bytes));
    const { problems } = resolveStack(file, "2026-11-23");
    return problemLines(file, problems).filter((line) => / error: /.test(line));
  } catch (error) {
    return [error instanceof SourceError ? `${error.place}: ${error.message}` : String(error)];
  }
}

const insert = (after: string, text: string) =>
  smallStack((yaml) => yaml.replace(after, `${after}${text}`));
const change = (from: string | RegExp, to: string) => smallStack((yaml) => yaml.replace(from, to));
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

/** What is in the file, and the errors in both ways; none where it is taken. `byPulumi`: Pulumi itself refuses it, in its own words. */
const table: readonly {
  title: string;
  file: string | Uint8Array;
  errors?: readonly RegExp[];
  byPulumi?: true;
}[] = [
  { title: "is as it should be", file: smallStack() },
  { title: "begins with a byte order mark", file: `\uFEFF${smallStack()}` },
  {
    title: "has days without quotes",
    file: change(/"(2026-11-02)"/, "$1").replace(
      "accounts: [prod] }",
      "accounts: [prod], until: 2027-03-31 }",
    ),
  },
  {
    title: "has a policy's version without quotes",
    file: insert(
      "ViewOnlyAccess]",
      ", inlinePolicy: { Version: 2012-10-17, Statement: { Effect: Deny, Action: 's3:*', Resource: '*' } }",
    ),
  },
  {
    title: "has tags that look like days, octal numbers and words",
    file: insert(
      "attestedBy: ada }",
      '\n    tags: { review: 2027-03-31, "2027-03-31": a, on: "on", 2027-04-01: b, yes: yes }',
    ),
  },
  {
    title: "has merge keys",
    file: insert(
      "email: ada@example.com }",
      "\n    bob: &bob { givenName: Bob, familyName: B }\n    eve: { <<: *bob, givenName: Eve }\n    kim: { <<: [*bob], givenName: Kim }",
    ),
  },
  {
    title: "has a merge key that brings a mistake",
    file: insert(
      "email: ada@example.com }",
      "\n    bob: &bob { givenName: Bob, familyName: B, titel: x }\n    eve: { <<: *bob, givenName: Eve }",
    ),
    errors: [
      /^Pulumi\.odd\.yaml:10: error: access:people\.bob\.titel: /,
      /^Pulumi\.odd\.yaml:10: error: access:people\.eve\.titel: /,
    ],
  },
  {
    title: "has an alias for a list",
    file: insert("members: [ada]", "\n      aliases: []")
      .replace("members: [ada]", "members: &them [ada]")
      .replace("    readers:\n      members: [ada]", "    readers:\n      members: *them"),
  },
  {
    title: "has a time instead of a day",
    file: change("accounts: [prod] }", "accounts: [prod], until: 2027-03-31T10:00:00Z }"),
    errors: [
      /^Pulumi\.odd\.yaml:22: error: access:groups\.readers\.access\[0\]\.until: YAML reads this as a time/,
    ],
  },
  {
    title: "has an account id that is octal",
    file: change('"111111111111"', "010101010101"),
    errors: [
      /^Pulumi\.odd\.yaml:7: error: access:accounts\.prod: .*all 12 digits in quotes, as AWS shows them: "010101010101" or "001090785345"/,
    ],
  },
  {
    title: "has an account id that loses its zeros",
    file: change('"000000000001"', "000000000009"),
    errors: [/^Pulumi\.odd\.yaml:6: error: access:accounts\.management: .*all 12 digits in quotes/],
  },
  {
    title: "has a phone number without quotes",
    file: insert("email: ada@example.com", ", phone: +491701234567"),
    errors: [/^Pulumi\.odd\.yaml:9: error: access:people\.ada\.phone: .*in quotes.*plus/],
  },
  {
    title: "has a number with an underscore as a name",
    file: insert("email: ada@example.com", ", title: 1_000"),
    errors: [/:9: error: access:people\.ada\.title: /],
  },
  {
    title: "has a section at column 0",
    file: `${smallStack()}access:auditTrail: { enabled: true }\n`,
    errors: [/^Pulumi\.odd\.yaml:23: error: access:auditTrail: stands at the top .*below config:/],
  },
  {
    title: "has keys with nothing below them",
    file: `${smallStack()}  access:auditTrail:\n    # enabled: true\n  access:alarms:\n  access:detection: {}\n`,
    errors: [
      /^Pulumi\.odd\.yaml:23: error: access:auditTrail: is empty: .*write enabled: true below it/,
      /^Pulumi\.odd\.yaml:25: error: access:alarms: is empty: /,
      /^Pulumi\.odd\.yaml:26: error: access:detection\.enabled: is missing; write enabled: true/,
    ],
  },
  {
    title: "has all sections at column 0",
    file: smallStack()
      .replace(/^config:\n/, "")
      .replace(/^ {2}/gm, ""),
    errors: [...Array(6)].map(() => /stands at the top of the file/),
  },
  {
    title: "has a section without its prefix",
    file: `${smallStack()}  auditTrail: { enabled: true }\n`,
    errors: [/^Pulumi\.odd\.yaml:23: error: auditTrail: .*write access:auditTrail$/],
  },
  {
    title: "has a section in another namespace",
    file: change("access:groups:", "identity-center:groups:"),
    errors: [/^Pulumi\.odd\.yaml:13: error: identity-center:groups: .*write access:groups$/],
  },
  {
    title: "has a section in a namespace with a capital",
    file: change("access:groups:", "Access:groups:"),
    errors: [/^Pulumi\.odd\.yaml:13: error: Access:groups: .*write access:groups$/],
  },
  {
    title: "has a section in a misspelt namespace",
    file: change("access:groups:", "acess:groups:"),
    errors: [/:13: error: acess:groups: .*write access:groups$/],
  },
  {
    title: "has a misspelt section",
    file: change("access:groups:", "access:group:"),
    errors: [/:13: error: access:group: unknown section; did you mean "groups"/],
  },
  {
    title: "has a section whose name has a capital",
    file: change("access:groups:", "access:Groups:"),
    errors: [/:13: error: access:Groups: unknown section; did you mean "groups"/],
  },
  {
    title: "has a section by path",
    file: `${smallStack()}  access:groups.readers: { members: [ada] }\n`,
    errors: [/:23: error: access:groups\.readers: .*--path/],
  },
  {
    title: "has everything under one key",
    file: smallStack()
      .replace(/^config:\n/, "")
      .replace(/^ {2}aws.*\n/, "")
      .replace(/^ {2}access:/gm, "  ")
      .replace(/^/gm, "  ")
      .replace(/^/, "config:\n  access:\n"),
    errors: [/^Pulumi\.odd\.yaml:2: error: access: holds the sections; .*access:identityCenter/],
  },
  {
    title: "writes Config with a capital",
    file: change("config:", "Config:"),
    errors: [/^Pulumi\.odd\.yaml:1: error: Config: .*write config$/],
  },
  {
    title: "is empty",
    file: "",
    errors: [/^Pulumi\.odd\.yaml: error: config: the stack file is empty/],
  },
  {
    title: "has comments only",
    file: "# later\n",
    errors: [/error: config: the stack file is empty/],
  },
  {
    title: "has an empty config",
    file: "config:\n",
    errors: [/^Pulumi\.odd\.yaml:1: error: config: the stack file has no configuration/],
  },
  {
    title: "is a list",
    file: "- config\n",
    errors: [/error: config: the stack file holds a list/],
  },
  {
    title: "wraps a section in its key",
    file: change("  access:accounts:\n", "  access:accounts:\n    accounts:\n").replace(
      /^ {4}(management|prod): "/gm,
      '      $1: "',
    ),
    errors: [/:6: error: access:accounts\.accounts: holds the key/],
  },
  {
    title: "has a key that JavaScript would hide",
    file: insert("  access:people:\n", "    __proto__: { givenName: P, familyName: R }\n"),
    errors: [/:9: error: access:people\.__proto__: .*choose another/],
  },
  {
    title: "has an empty key",
    file: insert("  access:people:\n", "    ~: { givenName: P, familyName: R, userName: p }\n"),
    errors: [/error: access:people\[""\]: the key ""/],
  },
  {
    title: "has a second document",
    file: `${smallStack()}---\nconfig: {}\n`,
    errors: [/^(RunError: |Error: )?Pulumi\.odd\.yaml:23: is not valid YAML: .*second document/],
  },
  {
    title: "is UTF-16",
    file: utf16(smallStack()),
    errors: [/^(Error: )?Pulumi\.odd\.yaml:1: is written in UTF-16; save it as UTF-8/],
  },
  {
    title: "is Latin-1",
    file: Buffer.from(change("Lovelace", "Höpper"), "latin1"),
    errors: [/^Pulumi\.odd\.yaml:9: is not UTF-8: /],
    byPulumi: true,
  },
  {
    title: "is indented by a tab",
    file: change("    prod:", "\tprod:"),
    errors: [/Pulumi\.odd\.yaml:7: is not valid YAML: a tab/],
    byPulumi: true,
  },
  {
    title: "has a key twice",
    file: change("    prod:", '    management: "000000000001"\n    prod:'),
    errors: [/Pulumi\.odd\.yaml:7: is not valid YAML: a key is written twice/],
    byPulumi: true,
  },
  {
    title: "has a config that is a list",
    file: "config: [a]\n",
    errors: [/Pulumi\.odd\.yaml:1: config is not a map/],
    byPulumi: true,
  },
];

const secure = "{ secure: AAABAJ2c }";
const inPerson = (key: string) => insert("email: ada@example.com", `, ${key}: ${secure}`);
const inSet = (key: string) => insert("ViewOnlyAccess]", `, ${key}: ${secure}`);

/** Files with secrets, and the paths of those that can't be judged offline; the rest is taken. */
const secrets: readonly [title: string, file: string, ...unjudged: string[]][] = [
  ["phone", inPerson("phone")],
  ["e-mail", change("ada@example.com", secure)],
  ["user name", inPerson("userName")],
  ["display name", inPerson("displayName")],
  ["given name", change("givenName: Ada", `givenName: ${secure}`)],
  ["locale", inPerson("locale")],
  ["time zone", inPerson("timezone")],
  ["profile's address", inPerson("profileUrl")],
  ["session duration", inSet("sessionDuration")],
  ["description", inSet("description")],
  ["relay state", inSet("relayState")],
  ["name of a permission set", inSet("name")],
  ["inline policy", inSet("inlinePolicy"), "access:permissionSets.reader.inlinePolicy"],
  ["managed policy", change("job-function/ViewOnlyAccess", secure)],
  ["last day", change("accounts: [prod] }", `accounts: [prod], until: ${secure} }`)],
  ["name of a group", insert("    readers:\n", `      displayName: ${secure}\n`)],
  [
    "way of MFA",
    change("mode: every-sign-in", `mode: ${secure}`),
    "access:identityCenter.mfa.mode",
  ],
  ["day of MFA", change('"2026-11-02"', secure), "access:identityCenter.mfa.attestedOn"],
  ["account's id", change('"111111111111"', secure), "access:accounts.prod"],
  ["management account's id", change('"000000000001"', secure), "access:accounts.management"],
  ["person", change(/\{ givenName.*\}/, secure), "access:people.ada"],
  [
    "member",
    change(/(readers:\n +members: \[)ada/, `$1${secure}`),
    "access:groups.readers.members[0]",
  ],
  [
    "permission set of a line",
    change("permissionSet: reader", `permissionSet: ${secure}`),
    "access:groups.readers.access[0].permissionSet",
  ],
  [
    "account of a line",
    change("[prod]", `[${secure}]`),
    "access:groups.readers.access[0].accounts[0]",
  ],
  [
    "recorder, which no stand-in fits",
    `${smallStack()}  access:detection: { enabled: true, config: { enabled: true, recorder: ${secure} } }\n`,
    "access:detection.config.recorder",
  ],
  [
    "section of people",
    change(/access:people:\n.*\n/, `access:people: ${secure}\n`),
    "access:people",
  ],
  [
    "section of accounts",
    change(/access:accounts:\n.*\n.*\n/, `access:accounts: ${secure}\n`),
    "access:accounts",
  ],
  [
    "section of sets",
    change(/access:permissionSets:\n.*\n.*\n/, `access:permissionSets: ${secure}\n`),
    "access:permissionSets",
  ],
  [
    "section of groups",
    change(/access:groups:\n[\s\S]*/, `access:groups: ${secure}\n`),
    "access:groups",
  ],
  [
    "section of settings",
    change(/access:identityCenter:\n.*\n/, `access:identityCenter: ${secure}\n`),
    "access:identityCenter",
  ],
];

describe("a stack file with a secret", () => {
  for (const [title, yaml, ...unjudged] of secrets) {
    it(`${title}, ${unjudged.length > 0 ? "says that it can't be judged" : "is taken"}`, () => {
      const file = toStackFile("odd", yaml);
      assert.equal(file.secrets.length, 1, yaml);
      const { problems } = resolveStack(file, "2026-11-23");
      const told = problemLines(file, problems).join("\n");
      const paths = problems.filter(({ kind }) => kind === "secret").map(({ path }) => path);
      assert.deepEqual(paths, unjudged, told);
      assert.deepEqual(
        problems.filter(({ severity }) => severity === "error"),
        [],
        told,
      );
    });
  }
});

describe("what is refused where it is encrypted, in a stack file offline,", () => {
  for (const [path, targets] of [
    ["access:rootGuardrails.targets", secure],
    ["access:rootGuardrails.targets[0]", `[${secure}]`],
    ["access:rootGuardrails.targets[0].ou", `[{ ou: ${secure} }]`],
  ] as const) {
    it(`is told once, and nobody is sent to pulumi preview: ${path}`, () => {
      const yaml = `${smallStack()}  access:rootGuardrails: { enabled: true, targets: ${targets} }\n`;
      const { problems } = resolveStack(toStackFile("odd", yaml), "2026-11-23");
      const told = problems.filter((one) => one.path.startsWith("access:rootGuardrails"));
      assert.deepEqual(
        told.map((one) => [one.severity, one.kind, one.path]),
        [["error", "naming", path]],
      );
    });
  }
});

function assertErrors(lines: readonly string[], errors: readonly RegExp[] = []): void {
  const told = lines.join("\n");
  assert.equal(lines.length, errors.length, told);
  for (const [index, error] of errors.entries()) assert.match(lines[index] ?? "", error, told);
}

describe("a stack file that", () => {
  for (const { title, file, errors } of table) {
    it(`${title}, offline`, () => assertErrors(offline(Buffer.from(file)), errors));
  }
});

/** Previews stack `odd` on the engine, in the project that it is written to, and prints what the engine said. */
const previewProgram = `
import { mkdirSync } from "node:fs";
import { Engine } from "./commands/deploy/engine.ts";
import { readFileSync } from "node:fs";
const messages = [];
const organization = "organizations/dev.yaml";
mkdirSync(".sandbox", { recursive: true });
const engine = new Engine({ pulumi: process.argv[2], directory: process.cwd() + "/.sandbox", stack: "odd", organization, latency: 0 });
if (engine.isNew) await engine.run(["stack", "init", "odd"]);
engine.configure(readFileSync("Pulumi.odd.yaml"));
const { code, output } = await engine.run(["preview", "--stack", "odd", "--json"], ({ diagnosticEvent: one }) => {
  if (one?.severity === "error") messages.push(one.message.trim());
});
console.log(JSON.stringify({ code, messages, output }));
`;

/** Titles of those that are tried on the engine, too: one of each way in which Pulumi could read otherwise. */
const onEngine = [
  "has days without quotes",
  "has merge keys",
  "has a merge key that brings a mistake",
  "has an account id that is octal",
  "has a section at column 0",
  "has a section without its prefix",
  "has a section in another namespace",
  "has everything under one key",
  "writes Config with a capital",
  "is empty",
  "is UTF-16",
  "is Latin-1",
  "is indented by a tab",
  "has keys with nothing below them",
];

describe("a stack file, on Pulumi's own engine, that", () => {
  const pulumi = findPulumi();
  let project: Project;

  before(function () {
    if (!pulumi) {
      console.log("      skipped: no pulumi on PATH or in ~/.pulumi/versions");
      this.skip();
    }
    project = new Project();
    project.write("preview.ts", previewProgram);
  });
  after(() => project?.remove());

  for (const { title, file, errors = [], byPulumi } of table) {
    if (!onEngine.includes(title)) continue;
    it(`${title}, says the same`, async () => {
      writeFileSync(join(project.directory, name), file);
      const environment = { PATH: [dirname(pulumi ?? ""), process.env.PATH].join(delimiter) };
      const { stdout, stderr } = await project.runFile("preview.ts", [pulumi ?? ""], environment);
      const { code, messages } = JSON.parse(stdout || "{}") as { code: number; messages: string[] };
      assert.equal(code === 0, errors.length === 0, stdout + stderr);
      if (byPulumi) return;
      const lines = messages.flatMap((message) => message.split("\n"));
      for (const line of offline(Buffer.from(file))) {
        const told = line.replace(/^Error: /, "");
        assert.ok(
          lines.includes(told) || lines.includes(`error: ${told}`),
          `${told} in\n${stdout}`,
        );
      }
    });
  }
});
