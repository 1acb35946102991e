import assert from "node:assert/strict";
import { UsageError } from "../../../commands/cli/usageError.ts";
import { refuseUnknownFlags } from "../../../commands/up/handedOn.ts";
import { findPulumi } from "../../../sandbox/pulumiCli.ts";
import { skipWithoutPulumi } from "../../support/engine.ts";

describe("flags that npm run up hands on", () => {
  before(function () {
    skipWithoutPulumi(this);
  });
  const ask = (...flags: string[]) => refuseUnknownFlags(findPulumi() ?? "", flags);

  it("are those of pulumi up", () => {
    ask();
    ask("--refresh", "--parallel", "3", "--message=x", "--policy-pack", "policies");
  });

  for (const [flags, said] of [
    [["--wrong-flag"], /^pulumi up says: unknown flag: --wrong-flag$/],
    [["--refresh", "-Z"], /^pulumi up says: unknown shorthand flag: 'Z' in -Z$/],
    [["--parallel", "x"], /^pulumi up says: invalid argument "x" for "-p, --parallel" flag/],
    [["--message"], /^pulumi up says: flag needs an argument: --message$/],
  ] as const) {
    it(`are refused where it doesn't understand ${flags.join(" ")}`, () => {
      assert.throws(
        () => ask(...flags),
        (error) => error instanceof UsageError && said.test(error.message),
      );
    });
  }
});
