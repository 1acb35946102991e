import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import type { Policies, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import fc from "fast-check";
import type { AnalyzedResource } from "../../commands/analyzer/request.ts";
import type { Violation } from "../../commands/analyzer/response.ts";
import { policies } from "../../policies/policies.ts";
import { runAwsProgram } from "../support/awsProgram.ts";
import { comparable, InProcessPack } from "./inProcessPack.ts";
import deploymentRoles from "./programs/deploymentRoles.ts";
import legacyApplication from "./programs/legacyApplication.ts";
import { saneStack } from "./saneStack.ts";

type Policy = Policies[number];

const sdk = createRequire(import.meta.url)("@pulumi/policy/deserialize.js") as {
  deserializeProperties: (message: object, proxySecrets: boolean) => object;
};

/** Ways in which somebody's policy takes its time. */
const PAUSES: Readonly<Record<string, () => unknown>> = {
  "doesn't wait": () => undefined,
  "waits for a promise that is settled": () => Promise.resolve(),
  "waits for the next turn": () => new Promise((resolve) => setImmediate(resolve)),
  "waits for one look-up shared by all": sharedLookup(),
  "waits for a timer": () => wait(1),
};

function sharedLookup(): () => Promise<void> {
  let pending: Promise<void> | undefined;
  return () => {
    pending ??= wait(2).then(() => {
      pending = undefined;
    });
    return pending;
  };
}

/** A policy of somebody else's that finds nothing. */
function other(pause: () => unknown, look: (props: Record<string, unknown>) => void): Policy {
  return {
    name: "mine",
    description: "somebody else's",
    enforcementLevel: "mandatory",
    validateResource: async ({ props }: ResourceValidationArgs) => {
      await pause();
      look(props);
    },
    validateStack: async ({ resources }: StackValidationArgs) => {
      await pause();
      for (const { props } of resources) look(props);
    },
  } as Policy;
}

/** What the rules say. */
function ours(violations: readonly Violation[]): string[] {
  return comparable(violations.filter(({ policy }) => policy !== "mine"));
}

/** Does to properties what nobody should do, and @pulumi/policy lets everybody do with a copy of their own. */
function spoil(props: Record<string, unknown>): void {
  for (const key of Object.keys(props)) delete props[key];
  props.policy = '{"Statement":[]}';
}

interface Other {
  /** One of `PAUSES`. */
  readonly pause: string;
  /** Where among the rules, round and round. */
  readonly at: number;
  readonly spoils: boolean;
  readonly looks: boolean;
}

describe("the rules beside policies of somebody else's", () => {
  let stacks: readonly (readonly AnalyzedResource[])[];
  /** What the rules find by themselves. */
  const alone: string[][] = [];
  before(async () => {
    stacks = [
      await runAwsProgram(legacyApplication, { mode: "update" }),
      await runAwsProgram(deploymentRoles, { mode: "preview" }),
      saneStack({ without: ["admins-ada"] }),
    ];
    for (const stack of stacks) {
      alone.push(comparable(await new InProcessPack(policies()).judge(stack)));
    }
    assert.ok(alone.every((found) => found.length > 0));
  });

  const pause = fc.constantFrom(...Object.keys(PAUSES));
  const others: fc.Arbitrary<readonly Other[]> = fc.array(
    fc.record({ pause, at: fc.nat(60), spoils: fc.boolean(), looks: fc.boolean() }),
    { maxLength: 4 },
  );

  /** The rules' policies in some order with others between them. */
  function layout(rules: readonly Policy[], between: readonly Other[]): Policies {
    const all = [...rules];
    for (const { pause, at, spoils, looks } of between) {
      const look = spoils ? spoil : looks ? JSON.stringify : () => undefined;
      all.splice(at % (all.length + 1), 0, other(PAUSES[pause] as () => unknown, look));
    }
    return all;
  }

  it("find the same in any order, before, between and after them, many resources at once", async () => {
    const order = fc.infiniteStream(fc.nat());
    await fc.assert(
      fc.asyncProperty(fc.nat(2), others, fc.boolean(), order, async (at, between, mix, by) => {
        const all = policies();
        const keys = new Map(all.map((one) => [one, by.next().value as number]));
        if (mix) all.sort((one, next) => (keys.get(one) ?? 0) - (keys.get(next) ?? 0));
        const pack = new InProcessPack(layout(all, between));
        assert.deepEqual(ours(await pack.judge(stacks[at] ?? [])), alone[at]);
      }),
      { numRuns: 60 },
    );
  });

  it("find the same in one operation after the other, and in several at once", async () => {
    await fc.assert(
      fc.asyncProperty(others, fc.boolean(), async (between, together) => {
        const pack = new InProcessPack(layout(policies(), between));
        const judge = async (stack: readonly AnalyzedResource[], at: number) => {
          assert.deepEqual(ours(await pack.judge(stack)), alone[at]);
        };
        if (together) await Promise.all(stacks.map(judge));
        else for (const [at, stack] of [...stacks, ...stacks].entries()) await judge(stack, at % 3);
      }),
      { numRuns: 20 },
    );
  });

  it("find the same where @pulumi/policy reads properties beforehand: slower, never otherwise", async () => {
    const all = policies();
    const late = sdk.deserializeProperties;
    sdk.deserializeProperties = (message) => ({ ...late(message, false) });
    try {
      for (const [at, stack] of stacks.entries()) {
        const pack = new InProcessPack([...all, other(() => wait(1), spoil), ...all]);
        const twice = alone[at]?.flatMap((one) => [one, one]);
        assert.deepEqual(ours(await pack.judge(stack)), twice);
      }
    } finally {
      sdk.deserializeProperties = late;
    }
  });

  it("find everything twice when they are in the pack twice", async () => {
    const [stack = []] = stacks;
    const pack = new InProcessPack([...policies(), other(() => wait(1), spoil), ...policies()]);
    const twice = alone[0]?.flatMap((one) => [one, one]);
    assert.deepEqual(ours(await pack.judge(stack)), twice);
  });

  it("leave to others what is theirs: what one changes, no other sees", async () => {
    const [stack = []] = stacks;
    const seen: string[] = [];
    const look = (props: object) => seen.push(JSON.stringify(props));
    const judge = async (all: Policies) => {
      seen.length = 0;
      const pack = new InProcessPack(all);
      // One after the other, so that what is seen can be compared.
      for (const one of stack) await pack.resource(one, stack);
      return [...seen];
    };
    const plain = await judge([other(() => undefined, look)]);
    const spoilt = other(() => undefined, spoil);
    assert.deepEqual(
      await judge([spoilt, ...policies(), spoilt, other(() => undefined, look)]),
      plain,
    );
  });
});
