import assert from "node:assert/strict";
import { forgottenDashes } from "../../../commands/cli/forgottenDashes.ts";

describe("options that npm keeps for itself", () => {
  const options = ["stack", "plan-only"];

  it("are told where -- was forgotten before them", () => {
    const kept = { npm_config_plan_only: "true", npm_lifecycle_event: "up" };
    assert.match(forgottenDashes(options, kept), /npm run up -- --plan-only/);
  });

  it("aren't told where npm was given none", () => {
    const own = { npm_config_registry: "x", npm_config_yes: "true" };
    assert.equal(forgottenDashes([...options, "yes"], own), "");
  });
});
