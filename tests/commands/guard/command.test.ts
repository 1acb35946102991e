import assert from "node:assert/strict";
import { Project } from "../project.ts";
import {
  assignment,
  bucket,
  create,
  group,
  managed,
  member,
  person,
  preview,
  remove,
  same,
  set,
} from "./preview.ts";

const TODAY = ["--today", "2027-03-01"];
const deleted = preview(same(bucket("a")), remove(person("grace")));
const APPROVED = `approvals:
  - { what: person, who: grace, reason: "left \\e[31m", by: ada, until: "2027-03-31" }
`;

describe("npm run guard", () => {
  let project: Project;
  before(() => {
    project = new Project();
    project.write("deleted.json", JSON.stringify(deleted));
    project.write("same.json", JSON.stringify(preview(same(bucket("a")))));
  });
  after(() => project.remove());
  afterEach(() => project.write("approvals/prod.yaml", ""));

  it("ends with 0 where there is nothing to look at twice", async () => {
    const { code, stdout, stderr } = await project.run("guard", ["same.json"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /── stack prod: what to look at twice ─/);
    assert.match(stdout, /✓ nothing to look at twice; 0 of 0 \(person, permission set, account\)/);
    assert.equal(stderr, "");
  });

  it("ends with 1 where something is refused, and says what to do", async () => {
    const { code, stdout } = await project.run("guard", ["deleted.json", ...TODAY]);
    assert.equal(code, 1);
    assert.match(stdout, /^✗ person grace {2}is deleted, with password, MFA and memberships$/m);
    assert.match(stdout, /^✗ 1 thing to look at twice$/m);
    assert.match(
      stdout,
      /what is meant goes into approvals\/prod\.yaml, by a change that somebody/,
    );
    assert.match(
      stdout,
      /^ {2}approvals:\n {4}- \{ what: person, who: "grace", reason: …, by: …, until: /m,
    );
  });

  it("lets happen what is approved, and shows who approved it", async () => {
    project.write("approvals/prod.yaml", APPROVED);
    const { code, stdout } = await project.run("guard", ["deleted.json", ...TODAY]);
    assert.equal(code, 0, stdout);
    assert.match(
      stdout,
      /^✓ person grace .*\(approved by ada until 2027-03-31: left \\u001B\[31m\)$/m,
    );
    assert.match(stdout, /✓ nothing to look at twice, 1 approved; 0 of 0/);
  });

  it("warns of approvals that have ended, or approve nothing", async () => {
    project.write("approvals/prod.yaml", APPROVED.replace("grace", "mary"));
    const unused = await project.run("guard", ["same.json", ...TODAY]);
    assert.equal(unused.code, 0);
    assert.match(
      unused.stdout,
      /^approvals\/prod\.yaml: warning: person of mary approves nothing in/m,
    );
    project.write("approvals/prod.yaml", APPROVED);
    const ended = await project.run("guard", ["deleted.json", "--today", "2027-04-01"]);
    assert.equal(ended.code, 1);
    assert.match(
      ended.stdout,
      /^approvals\/prod\.yaml: warning: person of grace ended on 2027-03-31;/m,
    );
    assert.match(ended.stdout, /^✗ person grace .*\(was approved by ada until 2027-03-31: left/m);
  });

  it("prints findings as fields with --json", async () => {
    project.write("approvals/prod.yaml", APPROVED);
    const steps = [
      ...[remove(person("grace")), remove(person("alan")), remove(group("idle"))],
      ...[same(bucket("a"))],
    ];
    project.write("three.json", JSON.stringify(preview(...steps)));
    const { code, stdout } = await project.run("guard", ["three.json", "--json", ...TODAY]);
    assert.equal(code, 1);
    const approval = {
      ...{
        what: "person",
        who: "grace",
        reason: "left \u001b[31m",
        by: "ada",
        until: "2027-03-31",
      },
    };
    const seen = "is deleted, with password, MFA and memberships";
    assert.deepEqual(JSON.parse(stdout), {
      stack: "prod",
      passed: false,
      ended: [],
      unused: [],
      access: { lost: 0, allowed: 5, existing: 0 },
      findings: [
        { kind: "person", name: "alan", urn: person("alan").urn, seen, refused: true },
        {
          ...{ kind: "group", name: "idle", urn: group("idle").urn },
          ...{ seen: "is deleted, with all that it gives", refused: true },
        },
        { kind: "person", name: "grace", urn: person("grace").urn, seen, refused: false, approval },
      ],
    });
  });

  it("takes what may be lost from the option, else from the approvals", async () => {
    const line = assignment("engineers", "reader", "222222222222");
    const around = [
      group("engineers"),
      person("grace"),
      member("grace", "engineers"),
      set("reader"),
    ];
    project.write("line.json", JSON.stringify(preview(...around.map(same), remove(line))));
    const lost = async (...args: readonly string[]) =>
      (await project.run("guard", ["line.json", ...args])).code;
    assert.equal(await lost("--lost-access", "0"), 1);
    project.write("approvals/prod.yaml", "lostAccess: 0\n");
    assert.equal(await lost(), 1);
    assert.equal(await lost("--lost-access", "1"), 0);
  });

  it("takes the management account from the organization's file where the preview doesn't tell", async () => {
    const around = [group("crew"), person("grace"), member("grace", "crew"), set("root")];
    const steps = [
      ...[...around, managed("root", "AdministratorAccess")].map(same),
      create(assignment("crew", "root", "333333333333")),
    ];
    const text = JSON.stringify(preview(...steps));
    project.write("dev.json", text.replaceAll("urn:pulumi:prod::", "urn:pulumi:dev::"));
    project.write("prod.json", text);
    assert.equal((await project.run("guard", ["dev.json"])).code, 0);
    const unknown = await project.run("guard", ["prod.json"]);
    assert.equal(unknown.code, 1);
    assert.match(
      unknown.stdout,
      /grace {2}may administer from now on: permission set root in 333333333333/,
    );
    const given = ["--management-account", "000000000001"];
    assert.equal((await project.run("guard", ["prod.json", ...given])).code, 0);
  });

  it("ends with 2 where nothing could be judged", async () => {
    const failed = {
      ...deleted,
      diagnostics: [{ severity: "error", message: "protected\u001b[2J" }],
    };
    project.write("failed.json", JSON.stringify(failed));
    project.write("text.json", "Previewing update (prod)");
    project.write("utf16.json", "\u0000{\u0000}");
    for (const [args, message] of [
      [["failed.json"], /^guard: failed\.json: the preview failed,.*\nprotected\\u001B\[2J$/m],
      [["text.json"], /^guard: text\.json is not JSON; write one with: npx pulumi preview --json/],
      [["utf16.json"], /^guard: utf16\.json:1: is written in UTF-16/],
      [
        ["deleted.json", "--stack", "dev"],
        /^guard: deleted\.json is of stack prod, and --stack says/,
      ],
    ] as const) {
      const { code, stdout, stderr } = await project.run("guard", args);
      assert.equal(code, 2, stdout);
      assert.match(stderr, message);
      assert.equal(stdout, "");
    }
  });

  it("ends with 2 for a mistake in the approvals, with file and line", async () => {
    project.write("approvals/prod.yaml", APPROVED.replace("who:", "hwo:"));
    const { code, stderr, stdout } = await project.run("guard", ["deleted.json", ...TODAY]);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^guard: approvals\/prod\.yaml:2: error: approvals\[0\]\.hwo: unknown key/,
    );
    assert.equal(stdout, "");
  });
});
