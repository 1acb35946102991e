import assert from "node:assert/strict";
import type { Condition, Statement } from "../../../policies/iam/policy/statement.ts";
import { outcomeOf } from "../../../policies/iam/reach/conditionOutcome.ts";
import { escalations } from "../../../policies/iam/risk/escalation.ts";

/** A list that counts how often something is read in it. */
function counted(texts: string[]) {
  const count = { reads: 0 };
  const list = new Proxy(texts, {
    get: (target, key, receiver) => {
      if (typeof key === "string" && /^\d+$/.test(key)) count.reads++;
      return Reflect.get(target, key, receiver);
    },
  });
  return { list, count };
}

const texts = (many: number, of: (at: number) => string) =>
  Array.from({ length: many }, (_, at) => of(at));

/** How often values are read while a condition with so many is judged for many actions. */
function readsOfValues(key: string, many: number, of: (at: number) => string): number {
  const { list, count } = counted(texts(many, of));
  const condition: Condition = {
    key,
    operator: "StringLike",
    ifExists: false,
    values: { known: list, isIncomplete: false },
  };
  const conditions = [condition];
  for (let at = 0; at < 100; at++) {
    outcomeOf(conditions, "Allow", { action: `iam:Action${at}`, stance: "attacker" });
  }
  return count.reads;
}

/** How often patterns of resources are read while somebody's ways to more power are looked for. */
function readsOfResources(many: number): number {
  const { list, count } = counted(texts(many, (at) => `arn:aws:iam::*:role/x${at}-*`));
  const statement: Statement = {
    effect: "Allow",
    actions: { known: ["iam:*"], isIncomplete: false },
    resources: { known: list, isIncomplete: false },
    conditions: [],
    hasUnknownConditions: false,
  } as Partial<Statement> as Statement;
  escalations({ identity: [statement] });
  return count.reads;
}

describe("the work on a policy", () => {
  for (const key of ["aws:PrincipalTag/team", "aws:ResourceTag/team", "aws:SourceVpc"]) {
    it(`grows with the values of a condition on ${key}, not with their square`, () => {
      const [few, many] = [100, 400].map((n) => readsOfValues(key, n, (at) => `value-${at}*`));
      assert.ok((many ?? 0) <= 4.4 * (few ?? 0), `${few} reads, then ${many}`);
    });
  }

  it("grows with its resources", () => {
    const [few, many] = [100, 400].map(readsOfResources);
    assert.ok((many ?? 0) <= 4.4 * (few ?? 0), `${few} reads, then ${many}`);
  });
});
