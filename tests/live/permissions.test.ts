import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CreateUserCommand } from "@aws-sdk/client-identitystore";
import { needed } from "../../live/notRead.ts";
import { openSession } from "../../live/openSession.ts";
import { readApplications } from "../../live/readers/applications.ts";
import { readAssignments } from "../../live/readers/assignments.ts";
import { readInstanceRegions } from "../../live/readers/instanceRegions.ts";
import { readNames } from "../../live/readers/names.ts";
import { readOrganization } from "../../live/readOrganization.ts";
import { action } from "../../policies/iam/actions/actions.ts";
import { randomChanges, randomSnapshot } from "./company.ts";
import { LiveFixture } from "./liveFixture.ts";

const page = readFileSync(join(resolve(import.meta.dirname, "../.."), "docs/live.md"), "utf8");

describe("the permissions to read AWS", () => {
  let fixture: LiveFixture;
  before(async () => {
    fixture = await LiveFixture.started({ snapshot: randomSnapshot(5) });
    randomChanges(fixture, 5);
  });
  after(() => fixture.stop());

  it("are those of docs/live.md, all of them used, and none of them to write", async () => {
    const session = fixture.session();
    const live = await readOrganization(session);
    const notRead = { isRead: false, action: "", message: "" } as const;
    for (const closed of ["permissionSets", "users"]) {
      needed(await readAssignments(session, live.instance.arn, { ...live, [closed]: notRead }));
    }
    const { instance } = await openSession(session);
    needed(await readApplications(session, instance.arn));
    needed(await readInstanceRegions(session, instance.arn));
    await readNames(session, instance, { groups: ["a"], people: ["b"], permissionSets: ["c"] });
    const [, json = ""] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const policy = JSON.parse(json) as { Statement: { Action: string[] }[] };
    const documented = policy.Statement.flatMap(({ Action }) => Action);
    assert.deepEqual([...session.calls.keys()].sort(), documented);
    for (const name of documented) assert.match(name, /^\w+:(List|Get|Describe)/);
  });

  it("are of actions that IAM knows", () => {
    const documented = page.match(/"(sso|identitystore|organizations):\w+"/g) ?? [];
    assert.ok(documented.length > 20);
    for (const name of documented) {
      assert.match(action(JSON.parse(name))?.level ?? name, /^(List|Read)$/);
    }
  });

  it("are never needed to write: such a call isn't sent", async () => {
    const before = fixture.log.entries.length;
    const command = new CreateUserCommand({ IdentityStoreId: "d-1234567890", UserName: "mallory" });
    await assert.rejects(
      fixture.session().identityStore.send(command),
      /^Error: CreateUserCommand isn't a call that only reads$/,
    );
    assert.equal(fixture.log.entries.length, before);
  });
});
