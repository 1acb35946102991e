import assert from "node:assert/strict";
import type { ResourceHookArgs } from "@pulumi/pulumi";
import { lossGuard } from "../../program/lossGuard.ts";
import { deploy } from "../components/deploy.ts";
import { company, parsed } from "../model/transition/world.ts";

const user = "aws:identitystore/user:User";
const group = "aws:identitystore/group:Group";
const membership = "aws:identitystore/groupMembership:GroupMembership";
const assignment = "aws:ssoadmin/accountAssignment:AccountAssignment";
const access = "identity-center:index:Access";

interface Asked {
  /** Deletions that are allowed. */
  readonly limit?: number;
  /** Types of the components above the configuration that the program reads. */
  readonly read?: string;
  /** The same of what is deleted. */
  readonly below?: string;
}

/** What the hook says of each deletion, in this order. */
async function ask(
  { limit = 0, read = "", below = read }: Asked,
  ...deletions: [type: string, name: string][]
) {
  const answers: string[] = [];
  await deploy(async () => {
    const guard = lossGuard();
    const { configuration } = parsed(company());
    guard.watch(read, { configuration, limit, worded: (message) => message });
    for (const [type, name] of deletions) {
      const types = [...(below === "" ? [] : [below]), "identity-center:index:People", type];
      const urn = `urn:pulumi:s::p::${types.join("$")}::${name}`;
      try {
        await guard.hook.callback({ urn, type, name, id: "1" } as ResourceHookArgs);
        answers.push("");
      } catch (error) {
        answers.push((error as Error).message);
      }
    }
  });
  return answers;
}

describe("the hook against mass loss", () => {
  it("refuses what goes beyond the limit, people and groups together, and names it", async () => {
    const [first, second, third] = await ask(
      { limit: 2 },
      [user, "people/a"],
      [group, "b"],
      [user, "people/c"],
    );
    assert.deepEqual([first, second], ["", ""]);
    assert.match(third ?? "", /3 people, groups and permission sets.*people\/a, b, people\/c/);
    assert.match(third ?? "", /access:limits\.deletions to 3/);
  });

  it("counts a resource once, however often the engine asks", async () => {
    const answers = await ask({ limit: 1 }, [user, "people/a"], [user, "people/a"]);
    assert.deepEqual(answers, ["", ""]);
  });

  it("lets go what the program still wants: a replacement, or a destroy on purpose", async () => {
    assert.deepEqual(await ask({}, [user, "people/ada"], [group, "engineers"]), ["", ""]);
  });

  it("counts no memberships and assignments", async () => {
    const deletions = [membership, assignment].map((type): [string, string] => [type, "gone"]);
    assert.deepEqual(await ask({}, ...deletions), ["", ""]);
  });

  const places = ["", access, `my:index:Company$${access}`];
  for (const read of places) {
    for (const below of places) {
      const what = `below ${below || "the stack"}, where it reads one below ${read || "the stack"}`;
      const isRead = read === below;
      it(`${isRead ? "judges" : "keeps"} what was made of a configuration ${what}`, async () => {
        const [counted, kept, ...others] = await ask(
          { limit: 1, read, below },
          [user, "people/a"],
          [user, "people/ada"],
          [membership, "engineers/ada"],
          [assignment, "engineers/reader/000000000001"],
        );
        for (const answer of [counted, kept, ...others]) {
          if (isRead) assert.equal(answer, "");
          else assert.match(answer ?? "", /a configuration that the program doesn't have any more/);
        }
      });
    }
  }
});
