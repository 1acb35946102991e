import assert from "node:assert/strict";
import { deployStack } from "../components/deployStack.ts";
import { acmeWith, SECTIONS } from "../lifecycle/sectionsOn.ts";

describe("all that guards and watches over the organization", () => {
  it("is tried again when AWS is busy, and says what to do when AWS refuses", async () => {
    const { resources, errors } = await deployStack({ ...acmeWith(SECTIONS) });
    assert.deepEqual(errors, []);
    const made = resources.filter(({ type }) => type.startsWith("aws:"));
    assert.ok(made.length > 100);
    const left = made.filter(
      ({ options }) => !options.hooks?.onError?.includes("retry-transient-errors"),
    );
    assert.deepEqual(
      left.map(({ type, name }) => `${type} ${name}`),
      [],
    );
  });
});
