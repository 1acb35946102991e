import assert from "node:assert/strict";
import { UsageError } from "../../../commands/cli/usageError.ts";
import { readPulumiCall } from "../../../commands/deploy/pulumiArguments.ts";

describe("the arguments of npm run sandbox", () => {
  for (const [line, stack, args] of [
    ["preview", undefined, "preview"],
    ["--stack prod preview --diff", "prod", "preview --diff"],
    ["preview -s prod --diff", "prod", "preview --diff"],
    ["up --yes --stack=prod", "prod", "up --yes"],
    ["preview --policy-pack policies", undefined, "preview --policy-pack /home/ada/policies"],
    ["up --policy-pack=a,/b", undefined, "up --policy-pack /home/ada/a,/b"],
    ["import --file ../people.json", undefined, "import --file /home/people.json"],
    ["stack import -f -", undefined, "stack import -f -"],
    ["stack export --file=state.json", undefined, "stack export --file /home/ada/state.json"],
    ["preview --save-plan plan.json", undefined, "preview --save-plan /home/ada/plan.json"],
    ["up --target urn:pulumi:dev::p::t::a=b", undefined, "up --target urn:pulumi:dev::p::t::a=b"],
    ["up -- --stack prod", undefined, "up -- --stack prod"],
    ["config get access:people", undefined, "config get access:people"],
    ["config", undefined, "config"],
    ["--version", undefined, "--version"],
  ] as const) {
    it(`has ${line} run ${args}`, () => {
      const call = readPulumiCall(line.split(" "), "/home/ada");
      assert.deepEqual(call, { stack, isEmergency: false, args: args.split(" ") });
    });
  }

  it("is about the stack of emergency/ with --emergency, wherever it stands", () => {
    for (const line of ["--emergency up --yes", "up --emergency --yes", "up --yes --emergency"]) {
      const call = readPulumiCall(line.split(" "), "/home/ada");
      assert.deepEqual(call, { stack: undefined, isEmergency: true, args: ["up", "--yes"] });
    }
  });

  for (const [line, message] of [
    ["", /nothing to run/],
    ["--stack prod", /nothing to run/],
    ["-- up", /nothing to run/],
    ["--diff", /Unknown option '--diff'; options of pulumi stand after its command, which is /],
    ["--policy-pack policies", /Unknown option '--policy-pack'; options of pulumi stand after/],
    ["--stcak", /Unknown option '--stcak'; did you mean --stack\?/],
    ["--halp", /Unknown option '--halp'; did you mean --help\?/],
    ["preview --stack", /--stack needs the name of a stack/],
    ["preview --stack=", /--stack needs the name of a stack/],
    ["--stack prod stack init", /needs no init: .* npm run sandbox -- --stack prod preview$/],
    ["stack init prod", /needs no init: .* npm run sandbox -- --stack prod preview$/],
    ["config set access:people x", /edit the stack file itself/],
    ["config --path rm access:people.ada", /edit the stack file itself/],
  ] as const) {
    it(`refuses "${line}"`, () => {
      assert.throws(
        () => readPulumiCall(line.split(" ").filter(Boolean), "/home/ada"),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    });
  }
});
