import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { policy } from "../../policies/engine/adapter.ts";
import { Run } from "../../policies/engine/run.ts";
import type { Resource } from "../../policies/resources/resource.ts";
import type { Report, Rule } from "../../policies/rule.ts";
import { UNKNOWN } from "../../policies/value.ts";

/** How @pulumi/policy writes an unknown string. */
const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a rule says about one resource, through the policy made of it. */
function judge(check: (resource: Resource) => Iterable<Report>, props: Record<string, unknown>) {
  const rule: Rule = {
    id: "test-rule",
    severity: "low",
    level: "mandatory",
    title: "Test",
    why: "test",
    fix: "test",
    url: "https://docs.aws.amazon.com/",
    controls: {},
    settings: {},
    resource: { types: ["aws:a/b:B"], check },
  };
  const made = policy(rule, new Run([rule])) as unknown as {
    validateResource(args: object, report: (violation: object) => void): void;
  };
  const said: { message?: string; enforcementLevel?: string }[] = [];
  made.validateResource(
    {
      type: "aws:a/b:B",
      urn: "urn:pulumi:s::p::aws:a/b:B::b",
      name: "b",
      props: unknownCheckingProxy(props),
      getConfig: () => ({}),
    },
    (violation) => said.push(violation),
  );
  return said;
}

describe("a rule as a policy", () => {
  it("sees plain values, and UNKNOWN wherever Pulumi would throw", () => {
    let seen: unknown;
    judge(
      ({ inputs }) => {
        seen = inputs;
        return [];
      },
      { a: UNKNOWN_STRING, b: [1, UNKNOWN_STRING, { c: UNKNOWN_STRING, d: null }], e: true },
    );
    assert.deepEqual(seen, { a: UNKNOWN, b: [1, UNKNOWN, { c: UNKNOWN, d: null }], e: true });
  });

  it("reports a failure of the rule itself at the rule's level, instead of throwing", () => {
    const [violation, ...others] = judge(() => {
      throw new Error("oops");
    }, {});
    assert.match(violation?.message ?? "", /the rule itself failed: Error: oops/);
    assert.equal(violation?.enforcementLevel, undefined);
    assert.deepEqual(others, []);
  });

  it("keeps what a rule found before it failed", () => {
    const said = judge(function* () {
      yield { id: "first", seen: "x", wanted: "y" };
      throw new Error("oops");
    }, {});
    assert.equal(said.length, 2);
    assert.match(said[0]?.message ?? "", /^seen: x\nwanted: y\n/);
  });

  it("says doubts and weaker findings as advisory, whatever the rule's level", () => {
    const said = judge(
      () => [
        { id: "doubt", doubt: "not known" },
        { id: "weak", seen: "x", wanted: "y", level: "advisory" },
        { id: "plain", seen: "x", wanted: "y" },
      ],
      {},
    );
    const levels = said.map(({ enforcementLevel }) => enforcementLevel);
    assert.deepEqual(levels, ["advisory", "advisory", undefined]);
  });
});
