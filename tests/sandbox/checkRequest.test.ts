import assert from "node:assert/strict";
import fc from "fast-check";
import { type AwsText, awsPattern } from "../../model/schema/awsTexts.ts";
import { checkRequest } from "../../sandbox/world/checkRequest.ts";
import { type OperationName, operationNames } from "../../sandbox/world/operations.ts";
import { requestShapes, type Shape } from "../../sandbox/world/requestShapes.ts";

interface Place {
  readonly text: AwsText;
  /** A request that holds nothing but a value there. */
  readonly request: (value: unknown) => unknown;
}

/** Every text of a shape. */
function places(shape: Shape): Place[] {
  if ("members" in shape) {
    return Object.entries(shape.members).flatMap(([name, member]) =>
      places(member).map(({ text, request }) => ({
        text,
        request: (value) => ({ [name]: request(value) }),
      })),
    );
  }
  if ("list" in shape) {
    return places(shape.of).map(({ text, request }) => ({
      text,
      request: (value) => [request(value)],
    }));
  }
  return [{ text: shape, request: (value) => value }];
}

describe("sandbox: requests", () => {
  const operations = Object.entries(requestShapes) as [OperationName, Record<string, Shape>][];

  it("are those of the sandbox's operations", () => {
    assert.deepEqual(
      operations.filter(([name]) => !operationNames.has(name)),
      [],
    );
  });

  for (const [operation, members] of operations) {
    it(`of ${operation} are taken if each text has its length and pattern`, () => {
      for (const { text, request } of places({ members })) {
        const { min, max } = text;
        const samples = fc.oneof(
          fc.string({ unit: "binary", maxLength: 40 }),
          fc.string({ maxLength: 40 }),
          fc.stringMatching(/^[\w/:.-]{0,40}$/),
          fc.integer({ min: max - 1, max: max + 1 }).map((length) => "a".repeat(length)),
        );
        fc.assert(
          fc.property(samples, (value) => {
            const isFine =
              value.length >= min && value.length <= max && awsPattern(text).test(value);
            const check = () => checkRequest(operation, request(value));
            if (isFine) check();
            else assert.throws(check, /validation errors? detected: Value at '/);
          }),
          { numRuns: 30 },
        );
      }
    });
  }
});
