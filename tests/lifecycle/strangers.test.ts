import assert from "node:assert/strict";
import { parseDigest } from "../../commands/guard/digest.ts";
import { guard } from "../../commands/guard/guard.ts";
import { acme } from "./acme.ts";
import { importsIn } from "./advice.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { type Deployment, needsPulumi } from "./deployment.ts";

/** A group that somebody made by hand, too. */
const withOps = acme((config) => {
  config["access:groups"].ops = {
    members: ["ada"],
    access: [{ permissionSet: "builder", accounts: ["web-prod"] }],
  };
});

/** The group by hand, and in it these who aren't of this stack. */
function makeByHand(deployment: Deployment, people: readonly string[]): void {
  const { IdentityStoreId } = identityStore(deployment);
  const { GroupId } = deployment.call("CreateGroup", { IdentityStoreId, DisplayName: "ops" }) as {
    GroupId: string;
  };
  for (const UserName of people) {
    const user = {
      ...{ IdentityStoreId, UserName, DisplayName: UserName },
      Name: { GivenName: UserName, FamilyName: "X" },
    };
    const { UserId } = deployment.call("CreateUser", user) as { UserId: string };
    deployment.call("CreateGroupMembership", {
      ...{ IdentityStoreId, GroupId, MemberId: { UserId } },
    });
  }
}

function identityStore(deployment: Deployment): { IdentityStoreId: string } {
  const answer = deployment.call("ListInstances", {}) as {
    Instances: { IdentityStoreId: string }[];
  };
  return answer.Instances[0] as { IdentityStoreId: string };
}

/** What `npm run up` and `npm run guard` would ask an approval for. */
async function lookedAtTwice(deployment: Deployment): Promise<string[]> {
  const digest = parseDigest(await deployment.previewJson(withOps, "--show-sames"), "preview.json");
  const settings = { today: "2027-03-01", managementAccount: "000000000001" };
  const { findings } = guard(digest, { approvals: [] }, settings);
  return findings.map(({ kind, name, seen }) => `${kind} ${name}: ${seen}`);
}

describe("a group that was made by hand with people in it, on the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("is taken over with its people told, before and after, until they are out of it", async () => {
    const { deployment } = stack;
    makeByHand(deployment, ["zoe"]);
    const failed = await deployment.up(withOps);
    assert.ok(!failed.ok);
    assert.match(failed.said, /group of this name already, with zoe in it, who gets what this/);
    const [[command = ""] = []] = importsIn(failed.said);
    assert.ok((await deployment.advised(command)).ok);

    const preview = await deployment.preview(withOps);
    assert.ok(preview.ok, preview.said);
    const told =
      /access:groups\.ops: lets in whom nobody wrote down: zoe is in this group in AWS.* gets builder in web-prod with it; /;
    assert.match(preview.said, told);
    const [asked = "", ...more] = await lookedAtTwice(deployment);
    assert.match(asked, /^member ops: zoe is in this group in AWS/);
    assert.deepEqual(more, []);

    const [remove = ""] = /aws identitystore delete-group-membership \S+ \S+ \S+ \S+/.exec(
      preview.said,
    ) ?? [""];
    await deployment.advised(remove);
    assert.deepEqual(await lookedAtTwice(deployment), []);
    const made = await deployment.up(withOps);
    assert.ok(made.ok, made.said);
    assert.doesNotMatch(made.said, /nobody wrote down/);
    assert.deepEqual((await deployment.up(withOps)).steps, []);
  });

  it("tells each of several, and nothing of whoever is meant to be in it", async () => {
    const { deployment } = stack;
    makeByHand(deployment, ["zoe", "yan"]);
    const [[command = ""] = []] = importsIn((await deployment.up(withOps)).said);
    await deployment.advised(command);
    const { IdentityStoreId } = identityStore(deployment);
    const users = deployment.call("ListUsers", { IdentityStoreId }) as {
      Users: { UserId: string; UserName: string }[];
    };
    const groups = deployment.call("ListGroups", { IdentityStoreId }) as {
      Groups: { GroupId: string; DisplayName: string }[];
    };
    const UserId = users.Users.find(({ UserName }) => UserName === "ada")?.UserId;
    const GroupId = groups.Groups.find(({ DisplayName }) => DisplayName === "ops")?.GroupId;
    deployment.call("CreateGroupMembership", { IdentityStoreId, GroupId, MemberId: { UserId } });
    const { said } = await deployment.preview(withOps);
    assert.match(said, /nobody wrote down: (zoe, yan|yan, zoe) are in this group/);
  });

  it("isn't asked about where its groups get nothing more", async () => {
    const { deployment } = stack;
    const before = deployment.journal.length;
    assert.ok((await deployment.preview(acme())).ok);
    const asked = deployment.journal.slice(before).map(({ operation }) => operation);
    assert.ok(!asked.includes("ListGroupMemberships"), asked.join());
  });
});
