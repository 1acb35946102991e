import assert from "node:assert/strict";
import { resolveStack } from "../../../commands/organization/resolvedStack.ts";
import { problemLines } from "../../../commands/report/report.ts";
import { toStackFile } from "../../../commands/stack/stackFile.ts";
import { Project, smallStack } from "../project.ts";

const SELECTOR = "accounts: [prod]";
const withAccounts = (accounts: string) =>
  smallStack((yaml) => yaml.replace(SELECTOR, `accounts: [${accounts}]`));

/** The same lines in every command. */
const told = (stack: string, severity: string, example = "one-person") => [
  `organizations/${stack}.yaml: ${severity}: file: does not exist in the project's folder, so that of the organization only access:accounts is known, without organizational units and tags; make it by one of`,
  `  npm run snapshot -- --stack ${stack}  # asks AWS, with the credentials of this shell`,
  `  cp examples/${example}/organization.yaml organizations/${stack}.yaml  # an example, to be edited`,
];

describe("a stack without an organization file", () => {
  let project: Project;
  before(() => {
    project = new Project();
    project.write("Pulumi.units.yaml", withAccounts("{ ou: Workloads }"));
  });
  after(() => project.remove());

  for (const [command, args] of [
    ["start", []],
    ["previewOffline", []],
    ["sandbox", ["preview"]],
  ] as const) {
    it(`is told by ${command}, before anything else that is wrong`, async () => {
      const { code, stdout, stderr } = await project.run(command, ["--stack", "units", ...args]);
      assert.notEqual(code, 0);
      const lines = `${stdout}${stderr}`.split("\n").filter((line) => !/^(── |$)/.test(line));
      assert.deepEqual(lines.slice(0, 3), told("units", "error"));
    });
  }

  for (const [accounts, severity] of [
    ["prod", "warning"],
    ["all", "warning"],
    ["data-prod", "error"],
    ['"999999999999"', "error"],
    ['{ name: "data-*" }', "error"],
    ["{ tag: { env: dev } }", "error"],
  ] as const) {
    it(`is ${severity === "error" ? "an" : "a"} ${severity} for ${accounts}, the only one`, () => {
      const file = toStackFile("nowhere", withAccounts(accounts));
      const { problems } = resolveStack(file, "2026-11-23");
      const lines = problemLines(file, problems);
      assert.deepEqual(lines.slice(0, 3), told("nowhere", severity));
      assert.equal(
        problems.filter((problem) => problem.severity === "error").length,
        severity === "error" ? 1 : 0,
      );
    });
  }

  it("may have an example of its own name", () => {
    const file = toStackFile("platform-team", withAccounts("prod"));
    const { problems } = resolveStack(file, "2026-11-23");
    assert.deepEqual(
      problemLines(file, problems),
      told("platform-team", "warning", "platform-team"),
    );
  });

  it("doesn't hide what else is wrong", () => {
    const file = toStackFile("nowhere", withAccounts("prodd"));
    const { problems } = resolveStack(file, "2026-11-23");
    const [first] = problemLines(file, problems);
    assert.match(
      first ?? "",
      /^Pulumi\.nowhere\.yaml:\d+: error: .*"prodd"; did you mean "prod"\?$/,
    );
  });
});
