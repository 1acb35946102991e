import assert from "node:assert/strict";
import { findAnalyzer, pulumiAnalyze } from "./pulumiAnalyze.ts";
import { saneStack } from "./saneStack.ts";
import { PACK, resource } from "./stack.ts";
import { stateOf } from "./stateFile.ts";

const pulumi = findAnalyzer();

describe("the policy pack under a Pulumi CLI", () => {
  if (!pulumi) {
    it("needs a pulumi of 3.249 or later on PATH: skipped");
    return;
  }

  it("passes a sane stack", () => {
    const mfa = { mode: "every-sign-in", attestedOn: "2026-11-02", attestedBy: "ada" };
    const state = stateOf(saneStack({ inputs: { center: { mfa } } }));
    const { status, output } = pulumiAnalyze(pulumi, PACK, state);
    assert.equal(status, 0, output);
  });

  it("refuses a stack without administrators and with an IAM user, and says how to fix both", () => {
    const user = resource("aws:iam/user:User", "robot", {});
    const state = stateOf([...saneStack({ without: ["admins-ada"] }), user]);
    const { status, output } = pulumiAnalyze(pulumi, PACK, state);
    assert.notEqual(status, 0);
    assert.match(output, /\[mandatory\].*identity-center-last-administrator/);
    assert.match(output, /fix: assign a group with at least one member/);
    assert.match(output, /\[mandatory\].*iam-no-users.*robot/);
  });

  it("obeys a configuration file", () => {
    const exemptions = [{ resource: "robot", reason: "moves in spring", expires: "2999-01-01" }];
    const user = resource("aws:iam/user:User", "robot", {});
    const config = {
      all: "advisory",
      "iam-no-users": { enforcementLevel: "mandatory", exemptions },
    };
    const { status, output } = pulumiAnalyze(pulumi, PACK, stateOf([user]), { config });
    assert.equal(status, 0, output);
  });
});
