import assert from "node:assert/strict";
import { LiveError } from "../../live/liveError.ts";
import { readOrganization } from "../../live/readOrganization.ts";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { organization } from "../sandbox/fixture.ts";
import { LiveFixture } from "./liveFixture.ts";

async function refusal(
  snapshot: OrganizationSnapshot,
  changes: Parameters<LiveFixture["session"]>[0] = {},
  faults: readonly FaultSwitch[] = [],
): Promise<Error> {
  const fixture = await LiveFixture.started({ snapshot, faults });
  try {
    await readOrganization(fixture.session(changes));
  } catch (error) {
    return error as Error;
  } finally {
    await fixture.stop();
  }
  throw new Error("it was read");
}

describe("an organization that can't be read", () => {
  const snapshot = organization();

  it("in this Region is looked for in the others", async () => {
    const error = await refusal(snapshot, { region: "us-east-1" });
    assert.ok(error instanceof LiveError);
    assert.equal(
      error.message,
      "there is no IAM Identity Center instance in this Region; the organization's is in eu-west-1: give --region eu-west-1",
    );
  });

  it("in another partition isn't found", async () => {
    const error = await refusal(snapshot, { region: "us-gov-east-1" });
    assert.match(
      error.message,
      /^there is no .* in this Region; give the home Region with --region, or enable/,
    );
  });

  it("where it was never enabled is to be enabled", async () => {
    const error = await refusal({ ...snapshot, identityCenter: "none" });
    assert.match(error.message, /^there is no .* in this Region; .* or enable Identity Center/);
  });

  it("has an account instance alone", async () => {
    const kind = "account";
    const callerAccount = "111111111111";
    const identityCenter = { region: "eu-west-1", kind } as const;
    const error = await refusal({ ...snapshot, callerAccount, identityCenter });
    assert.match(
      error.message,
      /^the IAM Identity Center instance in this Region, arn:\S+, is an account instance of 111111111111: it has no permission sets and assignments; /,
    );
  });

  it("is read from a member account", async () => {
    const error = await refusal(snapshot, { accessKeyId: "ASIA111111111111SAND" });
    assert.ok(error instanceof LiveError);
    assert.match(
      error.message,
      /^these credentials are of 111111111111, a member account, .* management account 000000000001 or /,
    );
  });

  for (const [fault, name] of [
    [{ operation: "DescribeOrganization", error: "ExpiredToken" }, "ExpiredTokenException"],
    [{ operation: "ListInstances", error: "UnrecognizedClient" }, "UnrecognizedClientException"],
    [
      { operation: "DescribeOrganization", error: "AWSOrganizationsNotInUse" },
      "AWSOrganizationsNotInUseException",
    ],
    [{ operation: "ListUsers", error: "Throttling" }, "ThrottlingException"],
    [{ operation: "ListRoots", error: "Throttling" }, "TooManyRequestsException"],
  ] as const) {
    it(`tells it in AWS's own error: ${name}`, async () => {
      assert.equal((await refusal(snapshot, {}, [fault])).name, name);
    });
  }

  it("for a while is asked again", async () => {
    const fixture = await LiveFixture.started({
      snapshot,
      faults: [{ operation: "ListPermissionSets", error: "Throttling", times: 1, seconds: 0 }],
    });
    try {
      const live = await readOrganization(fixture.session({ maxAttempts: 3 }));
      assert.ok(live.permissionSets.isRead);
    } finally {
      await fixture.stop();
    }
  });
});
