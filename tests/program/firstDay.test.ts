import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { deployStack, dev } from "../components/deployStack.ts";

const page = readFileSync(new URL("../../docs/first-day.md", import.meta.url), "utf8");
const [, file = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];

describe("the first day", () => {
  it("adds to stack dev what the page says, all of it at once", async () => {
    const { errors, resources } = await deployStack(
      dev((config) => {
        Object.assign(config, parse(file).config);
      }),
    );
    assert.deepEqual(errors, []);
    const components = resources
      .filter(({ type }) => /:(Alarms|AuditTrail|Detection|RootGuardrails)$/.test(type))
      .map(({ name }) => name)
      .sort();
    assert.deepEqual(components, ["alarms", "audit-trail", "detection", "root-guardrails"]);
  });
});
