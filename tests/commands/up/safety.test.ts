import assert from "node:assert/strict";
import { readDigest } from "../../../commands/guard/digest.ts";
import { guard } from "../../../commands/guard/guard.ts";
import { safetyOf } from "../../../commands/up/safety.ts";
import {
  accessGroup,
  arnOf,
  assignment,
  create,
  group,
  identityCenter,
  inline,
  MANAGEMENT,
  managed,
  member,
  person,
  preview,
  same,
  set,
  type TestResource,
  type TestStep,
  update,
  within,
} from "../guard/preview.ts";

function safety(...steps: readonly TestStep[]) {
  const digest = readDigest(preview(...steps), "preview.json");
  return safetyOf(digest, (one) =>
    guard(one, { approvals: [] }, { today: "2027-03-01", managementAccount: MANAGEMENT }),
  );
}

/** A component as an import leaves it, and as the program wants it. */
const taken = (component: TestResource) =>
  update({ ...component, inputs: {}, outputs: {} }, component);

const center = { ...identityCenter(), inputs: { region: "eu-west-1" } };
const admins = accessGroup("admins", true);
const resources = [
  person("ada"),
  person("mallory"),
  within(admins, group("admins")),
  within(admins, member("ada", "admins")),
  within(admins, assignment("admins", "root", MANAGEMENT)),
  set("root"),
  set("reader"),
];
const lists = [create(managed("root", "AdministratorAccess")), create(managed("reader"))];
const imported = [taken(center), taken(admins), ...resources.map(same)];

const escalation = { Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }] };
const harmless = { Statement: [{ Effect: "Allow", Action: "s3:ListBucket", Resource: "*" }] };

describe("whether npm run up makes an update", () => {
  it("is so of the first one after an import, which can't know what is attached", () => {
    const { safe, lines } = safety(...imported, ...lists);
    assert.equal(safe, true, lines.join("\n"));
    assert.match(lines.join("\n"), /privilege +root .*[\s\S]*first update after an import/);
    assert.match(lines.join("\n"), /npm run drift -- --stack prod/);
  });

  const others: Readonly<Record<string, readonly TestStep[]>> = {
    "somebody is made an administrator": [create(within(admins, member("mallory", "admins")))],
    "an imported inline policy lets its holders give themselves more": [
      update(inline("reader", harmless), inline("reader", escalation)),
    ],
    "an inline policy that AWS doesn't have does so": [create(inline("reader", escalation))],
    "a new permission set administers": [
      create(set("other")),
      create(managed("other", "AdministratorAccess"), { permissionSetArn: set("other") }),
    ],
    "a person goes": [{ op: "delete", urn: person("bob").urn, oldState: person("bob") }],
  };
  for (const [what, steps] of Object.entries(others)) {
    it(`isn't so after an import where ${what}`, () => {
      assert.equal(safety(...imported, ...lists, ...steps).safe, false);
    });
  }

  it("says after an import only what isn't known by it, and how AWS's changes since come into the state", () => {
    const shorter = { ...set("root"), inputs: { ...set("root").inputs, sessionDuration: "PT4H" } };
    const known = imported.filter(({ urn }) => urn !== shorter.urn);
    const { safe, lines } = safety(...known, update(set("root"), shorter), ...lists);
    assert.equal(safe, false);
    const text = lines.join("\n");
    assert.match(text, /administrators-access +root .*sessionDuration/);
    assert.doesNotMatch(text, /privilege|will administer/);
    assert.match(text, /npx pulumi refresh --stack prod/);
  });

  it("isn't so where an update of this stack has been made", () => {
    const made = [same(center), same(admins), ...resources.map(same)];
    assert.equal(safety(...made, ...lists).safe, false);
    // Half-way through the first one, too.
    assert.equal(safety(same(center), ...imported.slice(1), ...lists).safe, false);
  });

  it("says once it is made which approvals it used", () => {
    const digest = readDigest(
      preview({ op: "delete", urn: person("bob").urn, oldState: person("bob") }),
      "x",
    );
    const reasons = { reason: "left", by: "ada", until: "2027-03-31" };
    const approvals = ["bob", "bo?", "alan"].map((who) => ({
      what: "person" as const,
      who,
      ...reasons,
    }));
    const judged = safetyOf(digest, (one) => guard(one, { approvals }, { today: "2027-03-01" }));
    assert.equal(judged.safe, true);
    assert.deepEqual(judged.after, [
      "approvals/prod.yaml: person of bob was used by this update; remove it, or it lets the same pass until 2027-03-31",
    ]);
    assert.deepEqual(safety(...imported, ...lists).after, []);
  });

  it("is so of a first deployment", () => {
    const steps = [center, admins, ...resources].map((one) => create(one));
    const { safe, lines } = safety(...steps, ...lists);
    assert.equal(safe, true);
    assert.match(lines.join("\n"), /It is the first deployment/);
    assert.doesNotMatch(lines.join("\n"), /✗|approvals:/, "nobody is asked for an approval");
  });

  it("is told of an imported set by its ARN", () => {
    const [, ...rest] = lists;
    const elsewhere = { ...managed("root", "AdministratorAccess") };
    const other = { ...elsewhere, inputs: { ...elsewhere.inputs, permissionSetArn: arnOf("who") } };
    assert.equal(safety(...imported, create(other), ...rest).safe, false);
  });
});
