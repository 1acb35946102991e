import assert from "node:assert/strict";
import { type PoliciesOptions, policies } from "../../policies/policies.ts";

describe("names of rules in a pack of one's own", () => {
  for (const [options, message] of [
    [
      { except: ["iam-no-user"] },
      'except: no rule is called "iam-no-user"; did you mean "iam-no-users"?',
    ],
    [
      { only: ["IAM-No-Users"] },
      'only: no rule is called "IAM-No-Users"; did you mean "iam-no-users"?',
    ],
    [
      { rules: { "iam-resource-stars": { level: "mandatory" } } },
      'rules: no rule is called "iam-resource-stars"; did you mean "iam-resource-star"?',
    ],
    [
      { only: ["mfa"] },
      'only: no rule is called "mfa"; it is a family of rules: identity-center-mfa-attested, ',
    ],
    [{ except: ["Least privilege"] }, '"Least privilege"; it is a family of rules: iam-no-admin'],
    [
      { except: ["nothing-like-it-at-all"] },
      'at-all"; there are iam-no-users, iam-access-key-flows, ',
    ],
    [{ except: ["constructor"] }, 'no rule is called "constructor"; there are '],
    [{ only: [""] }, 'only: no rule is called ""; there are '],
    [
      { only: ["iam-no-users", "iam-no-user"], except: ["iam-trust-no-anyones"] },
      'only: no rule is called "iam-no-user"; did you mean "iam-no-users"?\nexcept: no rule is called "iam-trust-no-anyones"; did you mean "iam-trust-no-anyone"?',
    ],
  ] as const satisfies readonly (readonly [PoliciesOptions, string])[]) {
    it(`are refused, with what may have been meant: ${JSON.stringify(options)}`, () => {
      assert.throws(
        () => policies(options),
        (error: Error) => {
          assert.ok(error.message.includes(message), error.message);
          return true;
        },
      );
    });
  }

  it("are taken where they are right", () => {
    const [first, second, ...others] = policies({ only: ["iam-no-users"], except: [] });
    assert.deepEqual(
      [first?.name, second?.name, others.length],
      ["iam-no-users", "policy-configuration", 0],
    );
  });
});
