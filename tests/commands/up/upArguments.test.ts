import assert from "node:assert/strict";
import { join } from "node:path";
import { readUpCall } from "../../../commands/up/upArguments.ts";

const nothing = { stack: "dev", sandbox: false, yes: false, planOnly: false, flags: [] };

const READ: readonly [args: readonly string[], call: object][] = [
  [[], nothing],
  [["--stack", "prod"], { ...nothing, stack: "prod" }],
  [["-s=prod", "-y"], { ...nothing, stack: "prod", yes: true }],
  [["--sandbox", "--plan-only"], { ...nothing, sandbox: true, planOnly: true }],
  [["--parallel", "4", "--refresh"], { ...nothing, flags: ["--parallel", "4", "--refresh"] }],
  [["--parallel=4", "--refresh=true"], { ...nothing, flags: ["--parallel=4", "--refresh=true"] }],
  [["--message", "a b", "--diff"], { ...nothing, flags: ["--message", "a b", "--diff"] }],
  [
    ["--policy-pack", "policies", "--policy-pack-config=policies.json,-"],
    {
      ...nothing,
      flags: [
        "--policy-pack",
        "/home/ada/policies",
        "--policy-pack-config",
        "/home/ada/policies.json,-",
      ],
    },
  ],
  [
    ["--policy-pack-config", "policies.json"],
    {
      ...nothing,
      flags: [
        ...["--policy-pack", join(import.meta.dirname, "../../../policies")],
        ...["--policy-pack-config", "/home/ada/policies.json"],
      ],
    },
  ],
];

const REFUSED: readonly [args: readonly string[], message: RegExp][] = [
  [["--target", "urn:x"], /^--target isn't for npm run up: a plan is about all of a stack/],
  [["-t", "urn:x"], /^-t isn't for npm run up: a plan is about all of a stack/],
  [["--exclude=urn:x"], /^--exclude isn't for npm run up/],
  [["--replace", "urn:x"], /^--replace isn't for npm run up: what is replaced is deleted/],
  [["--skip-preview"], /^--skip-preview isn't for npm run up: the preview is where the plan/],
  [["--continue-on-error"], /^--continue-on-error isn't for npm run up/],
  [["--config-file", "x.yaml"], /^--config-file isn't for npm run up/],
  [["prod"], /^Unexpected argument 'prod'$/],
  [["--stak", "prod"], /^Unexpected argument 'prod' after --stak; did you mean --stack\?$/],
  [["--paralel", "3"], /^Unexpected argument '3' after --paralel; did you mean --parallel\?$/],
  [["--diff", "prod"], /^Unexpected argument 'prod' after --diff$/],
  [["--stack"], /^--stack needs the name of a stack$/],
];

describe("the arguments of npm run up", () => {
  for (const [args, call] of READ) {
    it(`are read: ${args.join(" ") || "none"}`, () => {
      assert.deepEqual(readUpCall(args, "/home/ada"), call);
    });
  }

  for (const [args, message] of REFUSED) {
    it(`are refused: ${args.join(" ")}`, () => {
      assert.throws(() => readUpCall(args, "/home/ada"), { message });
    });
  }
});
