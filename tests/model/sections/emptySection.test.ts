import assert from "node:assert/strict";
import { YamlSource } from "../../../model/files/yamlSource.ts";
import { parseEmergency } from "../../../model/parseEmergency.ts";
import { parseStack } from "../../../model/parseStack.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import { sectionNames } from "../../../model/schema/configuration.ts";
import { emergencySections } from "../../../model/schema/emergency.ts";

const SWITCHED = ["auditTrail", "alarms", "detection", "rootGuardrails"];
const ENTRIES = ["accounts", "people", "permissionSets", "groups"];

/** What is written where lines were taken away, as YAML reads it. Pulumi hands over what is null as an empty text. */
const nothing = ["", " # enabled: true", " ~", " null", "\n    # enabled: true"];

describe("a section's key that was left when its lines went", () => {
  for (const name of sectionNames) {
    for (const written of nothing) {
      it(`is refused with its line: access:${name}:${JSON.stringify(written)}`, () => {
        const problems = problemsOf(`access:${name}`, written);
        const own = problems.filter(({ path }) => path === `access:${name}`);
        assert.deepEqual(
          own.map(({ severity, place }) => [severity, place]),
          [["error", "Pulumi.x.yaml:3"]],
        );
        const wanted = SWITCHED.includes(name)
          ? /enabled: true below it.*enabled: false/
          : ENTRIES.includes(name)
            ? new RegExp(`entries below it, or access:${name}: \\{\\}`)
            : /settings below it, or remove the key/;
        assert.match(own[0]?.message ?? "", wanted);
        // What refers to it can't be judged, and isn't told besides.
        const errors = problems.filter(({ severity }) => severity === "error");
        assert.deepEqual(errors, own);
      });
    }
  }

  for (const name of emergencySections) {
    it(`is refused with its line in a stack of emergency/: access:${name}:`, () => {
      const problems = problemsOf(`access:${name}`, "", parsedEmergency).filter(
        ({ path, place }) => path === `access:${name}` && place === "Pulumi.x.yaml:3",
      );
      assert.deepEqual(
        problems.map(({ severity }) => severity),
        ["error"],
      );
    });
  }

  for (const name of ENTRIES) {
    it(`may say that there is no entry: access:${name}: {}`, () => {
      const problems = problemsOf(`access:${name}`, " {}");
      assert.ok(problems.every(({ message }) => !message.startsWith("is empty")));
    });
  }
});

describe("what is on or off", () => {
  const settings: Readonly<Record<string, string>> = {
    auditTrail: "retentionDays: 400",
    alarms: "emails: [security@example.com]",
    detection: "trustedAccess: true",
    rootGuardrails: "targets: [all]",
    "detection.config": "recorder: create",
    "detection.passwordPolicy": "minimumLength: 20",
  };
  for (const [path, setting] of Object.entries(settings)) {
    for (const given of ["", setting]) {
      it(`says which: ${path}: { ${given} }`, () => {
        const [section = "", part] = path.split(".");
        const value = part ? `{ enabled: true, ${part}: { ${given} } }` : `{ ${given} }`;
        const problems = problemsOf(`access:${section}`, ` ${value}`);
        const [problem] = problems;
        assert.equal(problems.length, 1, JSON.stringify(problems));
        assert.equal(problem?.path, `access:${path}.enabled`);
        assert.equal(problem.severity, "error");
        assert.equal(problem.place, "Pulumi.x.yaml:3");
        assert.match(problem.message, /is missing; write enabled: true, or enabled: false/);
      });
    }
  }

  for (const [path, value] of [
    ["detection.config", "{ enabled: true, config: }"],
    ["detection.passwordPolicy", "{ enabled: true, passwordPolicy: }"],
    ["detection.contacts", "{ enabled: true, contacts: }"],
    ["detection.contacts.security", "{ enabled: true, contacts: { security: } }"],
    ["detection.accessAnalyzer", "{ enabled: true, accessAnalyzer: }"],
    ["detection.enabled", "{ enabled: }"],
    ["auditTrail.logGroup", "{ enabled: true, logGroup: }"],
    ["auditTrail.retentionDays", "{ enabled: true, retentionDays: }"],
    ["alarms.emails", "{ enabled: true, emails: }"],
    ["rootGuardrails.stage", "{ enabled: true, stage: }"],
    ["rootGuardrails.stage", "{ enabled: true, stage: [] }"],
    ["rootGuardrails.targets", "{ enabled: true, targets: }"],
    ["identityCenter.mfa", "{ region: eu-west-1, mfa: }"],
    ["identityCenter.encryption", "{ region: eu-west-1, encryption: }"],
    ["limits.deletions", "{ deletions: }"],
    ["delegatedAdministration.account", "{ account: , stack: management }"],
    ["delegatedAdministration.account", "{}"],
  ] as const) {
    it(`isn't left empty inside a section: ${path}, ${value}`, () => {
      const problems = problemsOf(`access:${path.split(".")[0]}`, ` ${value}`);
      const problem = problems.find((one) => one.path === `access:${path}`);
      assert.equal(problem?.severity, "error", JSON.stringify(problems));
      assert.match(problem.message, /is (empty|an empty list|missing)/);
      assert.equal(problem.place, "Pulumi.x.yaml:3");
    });
  }
});

/** What is told of a stack file whose first section is this one. */
function problemsOf(key: string, written: string, parse: Parse = parsedStack): readonly Problem[] {
  const others: Readonly<Record<string, string>> = {
    "access:identityCenter": "{ region: eu-west-1 }",
    "access:accounts": '{ management: "000000000001" }',
    "access:people": "{ ada: { givenName: Ada, familyName: Lovelace } }",
    "access:permissionSets": "{ admin: { managedPolicies: [AWSSSOMasterAccountAdministrator] } }",
    "access:groups":
      "{ admins: { administrators: true, members: [ada], access: [{ permissionSet: admin, accounts: [management] }] } }",
  };
  const rest = Object.entries(others).filter(([other]) => other !== key);
  const lines = [`${key}:${written}`, ...rest.map(([other, value]) => `${other}: ${value}`)];
  const file = new YamlSource(
    "Pulumi.x.yaml",
    `config:\n  aws:region: eu-west-1\n${lines.map((line) => `  ${line}\n`).join("")}`,
  );
  const { config } = file.value as { readonly config: Readonly<Record<string, unknown>> };
  return parse(config, { readFile: () => "", project: "acme", file });
}

type Parse = (
  config: Readonly<Record<string, unknown>>,
  options: Parameters<typeof parseStack>[1],
) => readonly Problem[];

const parsedStack: Parse = (config, options) =>
  parseStack(config, { ...options, region: "eu-west-1" }).problems;

const parsedEmergency: Parse = (config, options) =>
  parseEmergency(config, { ...options, today: "2026-11-27" }).problems;
