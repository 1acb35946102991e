import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import type { Said } from "../../policies/opinion.ts";
import { rules } from "../../policies/pack.ts";
import { Relevance } from "../../policies/relevance.ts";
import type { Rule } from "../../policies/rule.ts";
import { iamNoUsers } from "../../policies/rules/iam-no-users.ts";
import { runAwsProgram } from "../support/awsProgram.ts";
import deploymentRoles from "./programs/deploymentRoles.ts";
import legacyApplication from "./programs/legacyApplication.ts";
import { Pack } from "./stack.ts";

describe("which rules are asked", () => {
  const all = ["leader", "users", "roles"].map((id) => ({ ...iamNoUsers, id }));
  const about = (id: string) => id.replace(/s$/, "");
  let told: string[] = [];
  let judged: string[] = [];

  /** Rules that say something of subjects with their name, once they were told their configuration. */
  const relevance = () =>
    new Relevance((rule: Rule, subject: string): readonly Said[] | undefined => {
      judged.push(`${rule.id} ${subject}`);
      if (!told.includes(rule.id)) return undefined;
      const report = { id: "any", doubt: subject };
      return subject.includes(about(rule.id)) ? [{ report, about: undefined }] : [];
    });

  /** Asks as @pulumi/policy does: in order, all that aren't passed over. */
  function ask(asked: Relevance<string>, subject: string): string[] {
    const found = all.filter((rule) => {
      if (!asked.concerns(rule)) return false;
      told.push(rule.id);
      const said = asked.ask(rule, () => subject);
      assert.equal(said.length, subject.includes(about(rule.id)) ? 1 : 0);
      return true;
    });
    return found.map(({ id }) => id);
  }

  beforeEach(() => {
    told = [];
    judged = [];
  });

  it("are all, the first time: each has to be told its configuration", () => {
    assert.deepEqual(ask(relevance(), "a bucket"), ["leader", "users", "roles"]);
  });

  it("are then the first, and of the others those that have something to say", () => {
    const asked = relevance();
    ask(asked, "a bucket");
    assert.deepEqual(ask(asked, "a user"), ["leader", "users"]);
    assert.deepEqual(ask(asked, "a role of a user"), ["leader", "users", "roles"]);
    assert.deepEqual(ask(asked, "a bucket"), ["leader"]);
  });

  it("judge everything once", () => {
    const asked = relevance();
    ask(asked, "a bucket");
    judged = [];
    ask(asked, "a role of a user");
    assert.deepEqual(judged, [
      "leader a role of a user",
      "users a role of a user",
      "roles a role of a user",
    ]);
  });

  it("are never those of an earlier turn's question, should the first rule be switched off", async () => {
    const asked = relevance();
    ask(asked, "a bucket");
    await turn();
    assert.ok(all.every((rule) => asked.concerns(rule)));
  });

  it("are all again in another operation", () => {
    const asked = relevance();
    ask(asked, "a bucket");
    asked.restart();
    assert.ok(all.every((rule) => asked.concerns(rule)));
  });

  describe("in the pack", () => {
    const pack = new Pack();
    before(async () => {
      await pack.start();
    });
    after(async () => await pack.stop());

    it("makes no difference: each rule alone finds what it finds among the others", async () => {
      for (const program of [legacyApplication, deploymentRoles]) {
        const resources = await runAwsProgram(program, { mode: "update" });
        const together = await pack.judgeAll(resources);
        assert.ok(together.length > 3);
        for (const { id, level } of rules) {
          const alone = await pack.judgeAll(resources, { all: "disabled", [id]: level });
          const messages = (all: readonly { message: string }[]) =>
            all.map(({ message }) => message).toSorted();
          assert.deepEqual(
            messages(alone),
            messages(together.filter(({ policy }) => policy === id)),
            id,
          );
        }
      }
    });
  });
});
