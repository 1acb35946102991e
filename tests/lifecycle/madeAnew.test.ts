import assert from "node:assert/strict";
import { importsIn } from "./advice.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { acmeWith } from "./sectionsOn.ts";

const wanted = acmeWith(["auditTrail", "detection", "rootGuardrails"]);

/** What AWS gives a name, or takes, once. */
const ONCE =
  /:(User|Group|GroupMembership|PermissionSet|AccountAssignment|Trail|LogGroup|Alias|Policy|PolicyAttachment|Analyzer)::/;

describe("what the state has and is made anew, on the real engine", function () {
  needsPulumi(this);

  it("is never to be imported over what the state has, and is as it was when it is left so", async () => {
    const deployment = Deployment.create();
    try {
      const made = await deployment.up(wanted);
      assert.ok(made.ok, made.said);
      const { resources } = JSON.parse(await deployment.exported()).deployment as {
        resources: readonly { urn: string }[];
      };
      const urns = resources.map(({ urn }) => urn).filter((urn) => ONCE.test(urn));
      const kinds = new Set(urns.map((urn) => ONCE.exec(urn)?.[1]));
      assert.equal(kinds.size, 11, [...kinds].join());
      const told = new Set<string>();
      for (const kind of kinds) {
        const replaced = urns.find((urn) => urn.includes(`:${kind}::`)) as string;
        const run = await deployment.up(wanted, { flags: ["--replace", replaced] });
        assert.deepEqual(importsIn(run.said), [], run.said);
        if (/ already|Duplicate/.test(run.said)) {
          assert.ok(!run.ok);
          assert.match(run.said, /the state has it, as AWS does/, kind);
          told.add(kind as string);
        }
      }
      assert.ok(told.size >= 8, [...told].join());
      for (const steps of [undefined, []]) {
        const left = await deployment.up(wanted);
        assert.ok(left.ok, left.said);
        assert.deepEqual(left.steps, steps ?? left.steps);
      }
    } finally {
      deployment.remove();
    }
  });

  it("is left as it is once the mark is taken back by which it was to be made anew", async () => {
    const deployment = Deployment.create();
    try {
      const config = acmeWith([]);
      assert.ok((await deployment.up(config)).ok);
      const group =
        "urn:pulumi:test::identity-center::identity-center:index:AccessGroup$aws:identitystore/group:Group::engineers";
      await deployment.advised(`pulumi state taint '${group}'`);
      const failed = await deployment.up(config);
      assert.ok(!failed.ok);
      const [command = ""] = /pulumi state untaint '[^']+'/.exec(failed.said) ?? [];
      assert.equal(command, `pulumi state untaint '${group}'`, failed.said);
      await deployment.advised(command);
      const idle = await deployment.up(config);
      assert.deepEqual([idle.ok, idle.steps], [true, []], idle.said);
    } finally {
      deployment.remove();
    }
  });
});
