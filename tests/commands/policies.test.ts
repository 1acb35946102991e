import assert from "node:assert/strict";
import path from "node:path";
import { gzipSync } from "node:zlib";
import * as z from "zod";
import { iamNoUsers } from "../../policies/rules/users/iam-no-users.ts";
import { resource } from "../policies/stack.ts";
import { stateOf } from "../policies/stateFile.ts";
import { policiesShape } from "./jsonShapes.ts";
import { PoliciesFolder } from "./policiesRun.ts";

const robot = resource("aws:iam/user:User", "robot", { name: "robot" });
const topic = resource("aws:sns/topic:Topic", "news", { name: "news" });
const bad = stateOf([topic, robot]);
const good = stateOf([topic]);
const EXEMPTION = { resource: "robot", reason: "moves in spring", expires: "2999-01-01" };
const packs = path.resolve(import.meta.dirname, "../policies/packs");

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (of: object) => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ...of });
const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

describe("npm run policies", () => {
  const folder = new PoliciesFolder();
  before(() => {
    folder.write("bad.json", bad);
    folder.write("good.json", good);
  });
  after(() => folder.remove());

  it("says which resource is wrong, what to do, and how much there is, and fails", async () => {
    const { code, stdout } = await folder.run(["--state", "bad.json"]);
    assert.equal(code, 1);
    assert.match(stdout, /^── bad\.json: stack test of project access ─/m);
    assert.match(stdout, /^✗ robot \(aws:iam\/user:User\)$/m);
    assert.match(stdout, /^ {2}urn:pulumi:test::access::aws:iam\/user:User::robot$/m);
    assert.match(
      stdout,
      /^ {2}\[mandatory, high\] iam-no-users$\n^ {4}seen: .*\n(?: {4}.*\n)* {4}fix: /m,
    );
    assert.match(stdout, /^ {5}1 {2}mandatory {2}iam-no-users$/m);
    assert.match(
      stdout,
      /^✗ \d+ mandatory(?: and \d+ advisory)? findings? in \d of 3 resources \(identity-center \d/m,
    );
  });

  it("passes when nothing mandatory is found", async () => {
    const { code, stdout } = await folder.run(["--state", "good.json"]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^[✓!] .* 2 resources \(identity-center \d/m);
  });

  it("puts the worst first, whatever the state's order", async () => {
    const policy = resource("aws:iam/policy:Policy", "a", { policy: EVERYTHING });
    folder.write("order.json", stateOf([policy, robot]));
    folder.write("config.json", { "iam-no-administrator-policies": "advisory" });
    const { stdout } = await folder.run(["--state", "order.json", "--config", "config.json"]);
    const heads = stdout.match(/^[✗!] \w+ \(aws.*$/gm);
    assert.deepEqual(heads, ["✗ robot (aws:iam/user:User)", "! a (aws:iam/policy:Policy)"]);
  });

  it("writes JSON for machines", async () => {
    const { code, stdout } = await folder.run([
      "--state",
      "bad.json",
      "--state",
      "good.json",
      "--json",
    ]);
    assert.equal(code, 1);
    const [first, second] = policiesShape.parse(JSON.parse(stdout));
    assert.deepEqual([first?.source, first?.passed, first?.resources], ["bad.json", false, 3]);
    assert.deepEqual([second?.source, second?.passed], ["good.json", true]);
    const finding = first?.findings.find(({ rule }) => rule === "iam-no-users");
    assert.ok(finding && "seen" in finding, stdout);
    const { urn, resource, level, severity, page } = finding;
    assert.deepEqual([urn, resource, level, severity], [robot.urn, "robot", "mandatory", "high"]);
    assert.equal(page, "docs/policies/iam-no-users.md");
    assert.deepEqual([finding.finding, finding.url], ["user", iamNoUsers.url]);
    assert.match(finding.seen, /robot/);
    assert.equal(finding.wanted.includes("\n") || finding.fix.includes("see: "), false);
  });

  it("reads standard input, checkpoints of a self-managed backend, and gzipped ones", async () => {
    const { deployment } = bad;
    const checkpoint = { version: 3, checkpoint: { stack: "test", latest: deployment } };
    folder.write("test.json", checkpoint);
    folder.write("test.json.gz", gzipSync(JSON.stringify(checkpoint)));
    const piped = await folder.run(["--state", "-"], JSON.stringify(bad));
    assert.match(piped.stdout, /^── standard input: stack test/m);
    const both = await folder.run(["--state", "test.json", "--state", "test.json.gz"]);
    assert.equal(both.stdout.match(/\[mandatory, high\] iam-no-users/g)?.length, 2);
    assert.deepEqual([piped.code, both.code], [1, 1]);
  });

  it("waits for a pipe that is slow or long", async () => {
    const text = JSON.stringify(bad);
    for (const parts of [
      ["", text],
      [text.slice(0, 100), text.slice(100, 101), text.slice(101)],
      [" ".repeat(2 ** 20), `${text}${" ".repeat(2 ** 20)}`],
    ]) {
      const { code, stdout, stderr } = await folder.run(["--state", "-"], parts);
      assert.equal(code, 1, stderr);
      assert.match(stdout, /^── standard input: stack test/m);
    }
  });

  it("leaves out what waits for deletion, and passes a stack without resources", async () => {
    const state = structuredClone(bad);
    Object.assign(state.deployment.resources.at(-1) ?? {}, { delete: true });
    folder.write("deleted.json", state);
    assert.equal((await folder.run(["--state", "deleted.json"])).code, 0);
    folder.write("empty.json", { version: 3, deployment: { manifest: {} } });
    const { code, stdout } = await folder.run(["--state", "empty.json"]);
    assert.equal(code, 0);
    assert.match(stdout, /no resources, nothing to judge/);
  });

  it("judges secrets that can be read, calls others unknown, and prints neither", async () => {
    const inputs = [
      ["readable", secret({ plaintext: JSON.stringify(EVERYTHING) })],
      ["encrypted", secret({ ciphertext: "v1:AAAA:BBBB" })],
    ] as const;
    const policies = inputs.map(([name, policy]) =>
      resource("aws:iam/policy:Policy", name, {
        policy,
        description: secret({ plaintext: '"hush"' }),
      }),
    );
    folder.write("secret.json", stateOf(policies));
    const { code, stdout } = await folder.run(["--state", "secret.json"]);
    assert.equal(code, 1);
    assert.match(stdout, /^✗ readable \(aws:iam\/policy:Policy\)$/m);
    assert.match(stdout, /^! encrypted \(.*\n.*\n {2}\[advisory.*\n {4}not decided/m);
    assert.match(stdout, /2 secret values could not be read and count as unknown.*--show-secrets/s);
    assert.doesNotMatch(stdout, /hush|AAAA/);
  });

  it("obeys a configuration file", async () => {
    folder.write("exempt.json", {
      all: "advisory",
      "iam-no-users": { enforcementLevel: "mandatory", exemptions: [EXEMPTION] },
    });
    assert.equal((await folder.run(["--state", "bad.json", "--config", "exempt.json"])).code, 0);
  });

  it("judges nothing under a configuration that doesn't fit, since it would switch nothing", async () => {
    folder.write("typo.json", { "iam-no-user": "disabled" });
    const { code, stdout, stderr } = await folder.run([
      "--state",
      "bad.json",
      "--config",
      "typo.json",
    ]);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(
      stderr,
      /^policies: typo\.json: no policy is called "iam-no-user" \(did you mean "iam-no-users"\?\)$/m,
    );
  });

  it("checks a configuration file alone", async () => {
    folder.write("fits.json", { all: "advisory", "iam-no-users": { exemptions: [EXEMPTION] } });
    folder.write("wrong.json", { all: "off", "iam-no-users": { exemption: [] } });
    const fits = await folder.run(["--check-config", "fits.json"]);
    assert.deepEqual(
      [fits.code, fits.stdout.trim()],
      [0, "✓ fits.json fits identity-center 0.1.0"],
    );
    const wrong = await folder.run(["--check-config", "wrong.json"]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stdout, /^wrong\.json: all: "off" is no level; allowed are advisory,/m);
    assert.match(
      wrong.stdout,
      /^wrong\.json: iam-no-users has no "exemption" \(did you mean "exemptions"\?\)/m,
    );
  });

  it("prints a JSON Schema that accepts what fits and refuses the rest", async () => {
    const { code, stdout } = await folder.run(["--schema"]);
    assert.equal(code, 0);
    const schema = z.fromJSONSchema(JSON.parse(stdout));
    const fits = (config: object) => schema.safeParse(config).success;
    assert.ok(
      fits({ all: "advisory", "iam-no-users": { exemptions: [EXEMPTION] }, environments: [] }),
    );
    assert.ok(
      fits({ "identity-center-mfa-attested": { enforcementLevel: "disabled", maximumAge: 1 } }),
    );
    assert.ok(!fits({ "iam-no-user": "advisory" }));
    assert.ok(!fits({ "iam-no-users": { exemption: [] } }));
    assert.ok(!fits({ "iam-no-users": { exemptions: [{ ...EXEMPTION, until: "2030-01-01" }] } }));
    assert.ok(!fits({ "identity-center-mfa-attested": { maximumAge: "1" } }));
  });

  it("asks another pack", async () => {
    const args = ["--state", "good.json", "--pack", path.join(packs, "mirror"), "--json"];
    const { code, stdout } = await folder.run(args);
    assert.equal(code, 1);
    const [judged] = policiesShape.parse(JSON.parse(stdout));
    assert.equal(judged?.pack.name, "mirror");
    for (const finding of judged?.findings ?? []) {
      assert.ok("message" in finding && finding.message !== "", "another pack's, as it said it");
    }
  });

  const refusals: [string, readonly string[], string | undefined, RegExp][] = [
    ["no state", [], undefined, /^policies: --state FILE is missing$/m],
    [
      "an option that doesn't exist",
      ["--stat", "x"],
      undefined,
      /'--stat'.*usage: npm run policies/s,
    ],
    ["a file that doesn't exist", ["--state", "none.json"], undefined, /none\.json does not exist/],
    ["a folder", ["--state", "."], undefined, /\. is a folder, a file is wanted/],
    ["an empty file", ["--state", "x"], "", /x is empty; write one with: pulumi stack export/],
    ["no JSON", ["--state", "x"], '{"password": hunter2}', /x is not JSON; write one with: pulumi/],
    [
      "other JSON",
      ["--state", "x"],
      '{"name":1}',
      /x is no Pulumi state; it has name where a state has/,
    ],
    ["a preview", ["--state", "x"], '{"steps":[]}', /this looks like pulumi preview --json/],
    [
      "an old state",
      ["--state", "x"],
      '{"version":1,"deployment":{}}',
      /of version 1, but only 3 and 4/,
    ],
    [
      "resources that are no list",
      ["--state", "x"],
      '{"version":3,"deployment":{"resources":{"robot":{"type":"t"}}}}',
      /x: resources is no list; write one with: pulumi stack export/,
    ],
    [
      "no pack",
      ["--state", "good.json", "--pack", "."],
      undefined,
      /\. is no policy pack: there is no Pu/,
    ],
    [
      "a pack for Python",
      ["--state", "good.json", "--pack", path.join(packs, "python")],
      undefined,
      /is a policy pack for python, but only packs for nodejs/,
    ],
  ];
  for (const [title, args, content, expected] of refusals) {
    it(`refuses ${title}, and says what to do`, async () => {
      if (content !== undefined) folder.write("x", content);
      const { code, stdout, stderr } = await folder.run(args);
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, expected);
      assert.doesNotMatch(stderr, /hunter2|\n {4}at /);
    });
  }
});
