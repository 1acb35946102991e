import assert from "node:assert/strict";
import fc from "fast-check";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../commands/analyzer/request.ts";
import { policies } from "../../policies/policies.ts";
import { comparable, InProcessPack } from "./inProcessPack.ts";
import { saneStack } from "./saneStack.ts";
import { resource } from "./stack.ts";

const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*" },
});
const mfa = { mode: "every-sign-in", attestedOn: "2026-11-02", attestedBy: "ada" };
const role = (inputs: object) =>
  resource("aws:iam/role:Role", "app", { name: "app", ...inputs }, { outputs: { name: "app" } });

/** What one stack may be in one operation or another. */
const VARIANTS: readonly (readonly AnalyzedResource[])[] = [
  saneStack({ inputs: { center: { mfa } } }),
  saneStack({ inputs: { center: { mfa: NOT_KNOWN_YET } }, isNew: NOT_KNOWN_YET }),
  saneStack({ without: ["admins-ada"], inputs: { admin: { sessionDuration: "PT12H" } } }),
  saneStack({ managed: ["AdministratorAccess"], inlinePolicy: EVERYTHING }),
  [role({ inlinePolicies: [{ name: "all", policy: EVERYTHING }] })],
  [role({ inlinePolicies: NOT_KNOWN_YET }), role({})],
  [role({}), resource("aws:iam/rolePolicy:RolePolicy", "p", { role: "app", policy: EVERYTHING })],
];

/** What the engine may ask in one operation: about resources that it registers, and about the stack, if it comes to that. */
const operation = fc.constantFrom(...VARIANTS.map((_, at) => at)).chain((variant) =>
  fc.record({
    variant: fc.constant(variant),
    // Others are left as they are, such as with --target.
    registered: fc.shuffledSubarray([...(VARIANTS[variant]?.keys() ?? [])]),
  }),
);

describe("one operation after the other in one process", () => {
  async function judge(
    pack: InProcessPack,
    { variant, registered }: { readonly variant: number; readonly registered: readonly number[] },
  ) {
    const stack = VARIANTS[variant] ?? [];
    const found = [];
    for (const at of registered)
      found.push(...(await pack.resource(stack[at] as AnalyzedResource)));
    return comparable([...found, ...(await pack.stack(stack))]);
  }

  it("is judged as in a process of its own", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 2, maxLength: 5 }), async (operations) => {
        const pack = new InProcessPack(policies());
        for (const one of operations) {
          // Without a registration nobody can tell that an operation began.
          if (one.registered.length === 0) continue;
          const expected = await judge(new InProcessPack(policies()), one);
          assert.deepEqual(await judge(pack, one), expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("judges a stack that it is asked about twice in the same way", async () => {
    await fc.assert(
      fc.asyncProperty(operation, async (one) => {
        const pack = new InProcessPack(policies());
        await judge(pack, one);
        const stack = VARIANTS[one.variant] ?? [];
        const first = comparable(await pack.stack(stack));
        assert.deepEqual(comparable(await pack.stack(stack)), first);
      }),
    );
  });
});
