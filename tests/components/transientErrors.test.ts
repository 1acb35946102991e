import assert from "node:assert/strict";
import fc from "fast-check";
import { isTransient, pauseSeconds } from "../../components/transientErrors.ts";

describe("transient errors", () => {
  const passing = [
    "ThrottlingException: Rate exceeded",
    "api error TooManyRequestsException: too many",
    "operation error SSO Admin: CreateAccountAssignment, failed to get rate limit token, retry quota exceeded",
    "ConflictException: There is a conflict with another in-progress operation",
    "https response error StatusCode: 500, InternalServerException: Unknown",
    "ServiceUnavailable: please retry",
    "RequestTimeout: took too long",
    "read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer",
    "unexpected state 'FAILED', wanted target 'SUCCEEDED'. last error: Received a 404 status error: Assignment not found",
  ];
  for (const error of passing) {
    it(`passes by itself: ${error}`, () => assert.equal(isTransient(error), true));
  }

  const final = [
    "ConflictException: PermissionSet with name reader already exists",
    "ConflictException: Policy is already attached to the permission set",
    "ConflictException: Duplicate GroupName",
    "ConflictException: UNIQUENESS_CONSTRAINT_VIOLATION",
    "AccessDeniedException: User is not authorized to perform sso:CreatePermissionSet",
    "ValidationException: Invalid input",
    "ResourceNotFoundException: GROUP not found",
    "last error: Received a 404 status error: Not supported policy arn:aws:iam::111111111111:policy/extra",
    "",
  ];
  for (const error of final) {
    it(`is final: ${error || "an error without text"}`, () =>
      assert.equal(isTransient(error), false));
  }
});

describe("the pause before another try", () => {
  it("doubles up to a minute", () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => pauseSeconds(attempt, 2, () => 1));
    assert.deepEqual(longest, [2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it("is between half of that and all of it, by chance", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (attempt, base, chance) => {
          const longest = Math.min(base * 2 ** (attempt - 1), 60);
          const pause = pauseSeconds(attempt, base, () => chance);
          assert.ok(pause >= longest / 2 && pause <= longest, `${pause} of ${longest}`);
        },
      ),
    );
  });
});
