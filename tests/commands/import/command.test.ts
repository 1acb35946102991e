import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { endpointEnvironment } from "../../../sandbox/endpoint/endpoint.ts";
import { Project } from "../project.ts";
import { MadeByHand } from "./madeByHand.ts";

describe("npm run import, as it is called", () => {
  let project: Project;
  let made: MadeByHand;
  before(() => {
    project = new Project();
  });
  after(() => project.remove());
  afterEach(() => made?.remove());

  const run = (args: readonly string[], region = "eu-west-1") =>
    project.run("import", ["--stack", "acme", ...args], {
      ...endpointEnvironment(made.fixture.url, region),
    });
  const written = () =>
    [".", "organizations"].flatMap((folder) =>
      readdirSync(join(project.directory, folder)).filter((name) => name.includes("acme")),
    );

  it("ends with 2 and writes nothing where it can't read, each time with what to do", async () => {
    made = await MadeByHand.started({
      faults: [{ operation: "ListUsers", error: "ExpiredToken" }] as never,
    });
    const expired = await run([]);
    assert.equal(expired.code, 2, expired.stderr);
    assert.match(expired.stderr, /^import: AWS doesn't accept the credentials of this shell/m);
    const elsewhere = await run([], "us-east-1");
    assert.equal(elsewhere.code, 2, elsewhere.stderr);
    assert.match(elsewhere.stderr, /the organization's is in eu-west-1: give --region eu-west-1/);
    assert.deepEqual(written(), []);
  });

  it("writes the project's files, says what to run next, and ends with 1 where files say otherwise", async () => {
    made = await MadeByHand.started();
    const first = await run(["--region", "eu-west-1"]);
    assert.equal(first.code, 0, first.stderr);
    assert.match(
      first.stdout,
      /^Pulumi\.acme\.yaml: 1 person, 1 permission set, 1 group, 1 assignment$/m,
    );
    assert.match(
      first.stdout,
      /^ {2}npx pulumi import --stack acme --file import\.acme\.json --protect=false/m,
    );
    assert.match(
      first.stdout,
      /\n\nnpm run preview:offline -- --stack acme refuses nothing but what is to be written\.\n\nNext:\n/,
    );
    assert.deepEqual(written(), ["Pulumi.acme.yaml", "import.acme.json", "acme.yaml"]);
    const preview = await project.run("previewOffline", ["--stack", "acme"]);
    assert.match(preview.stdout, /^✓ 1 person, 1 group, 1 permission set, 1 assignment$/m);
    assert.doesNotMatch(preview.stdout + preview.stderr, /error: access:/);
    made.group("New");
    const second = await run([]);
    assert.equal(second.code, 1, second.stderr);
    assert.match(second.stderr, /^nothing is written, since there are files that say otherwise/m);
  });

  it("says what an offline preview refuses of what it wrote, and what to do", async () => {
    made = await MadeByHand.started();
    const { PermissionSets } = made.call("ListPermissionSets", { ...made.instance });
    for (const PermissionSetArn of PermissionSets) {
      const SessionDuration = "PT12H";
      made.call("UpdatePermissionSet", { ...made.instance, PermissionSetArn, SessionDuration });
    }
    const imported = await run(["--force"]);
    assert.equal(imported.code, 0, imported.stderr);
    const [, refused = ""] = imported.stdout.split("refuses, and so does an update:\n");
    const preview = await project.run("previewOffline", ["--stack", "acme"]);
    const mandatory = (text: string) => text.match(/\[mandatory\] \S+ on \S+/g) ?? [];
    // It has told of MFA before.
    const others = mandatory(preview.stdout).filter((line) => !line.includes("mfa-attested"));
    assert.deepEqual(mandatory(refused), others);
    assert.deepEqual(others, ["[mandatory] identity-center-session-duration on Administrator"]);
    assert.match(refused, /^What AWS has so, put right there and import again; or /m);
    assert.match(
      refused,
      /npx pulumi refresh --stack acme\n\nNext:\n[\s\S]*npm run up -- --stack acme\n$/,
    );
    const acme = project.read("Pulumi.acme.yaml");
    const untrue = acme.replace(/^ {4}region: eu-west-1$/m, "$&\n    portalUrl: nowhere");
    assert.notEqual(untrue, acme);
    project.write("Pulumi.acme.yaml", untrue);
    const again = await run(["--force"]);
    assert.match(
      again.stdout,
      /^ {2}Pulumi\.acme\.yaml:\d+: error: access:identityCenter\.portalUrl: .*\nCorrect the file; the policies/m,
    );
  });
});
