import assert from "node:assert/strict";
import { unconfirmedLines } from "../../../commands/up/unconfirmed.ts";
import { deployedIn } from "../../../program/deployedState.ts";

const subscription = (region: string, endpoint: unknown, pendingConfirmation: boolean) => {
  const type = "identity-center:index:Alarms$aws:sns/topicSubscription:TopicSubscription";
  const urn = `urn:pulumi:prod::identity-center::${type}::alarms-${region}/${JSON.stringify(endpoint)}`;
  return [urn, { type, outputs: { endpoint, pendingConfirmation } }] as const;
};

describe("whom npm run up says that alarms don't reach", () => {
  const linesOf = (...resources: readonly ReturnType<typeof subscription>[]) =>
    unconfirmedLines("prod", deployedIn(Object.fromEntries(resources)));

  it("is each address that hasn't followed the link in some Region, once", () => {
    const lines = linesOf(
      subscription("us-east-1", "a@example.com", true),
      subscription("eu-west-1", "a@example.com", true),
      subscription("us-east-1", "b@example.com", false),
      subscription("eu-west-1", "b@example.com", true),
      subscription("eu-west-1", "c@example.com", false),
    );
    assert.deepEqual(
      lines.map((line) => line.split(" ")[0]),
      ["a@example.com", "b@example.com"],
    );
  });

  it("is nobody where all did, and none whose address is secret", () => {
    assert.deepEqual(linesOf(subscription("eu-west-1", "c@example.com", false)), []);
    assert.deepEqual(linesOf(subscription("eu-west-1", { secret: true }, true)), []);
  });
});
