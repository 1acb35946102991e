import assert from "node:assert/strict";
import { assertRefused, parsed, withEntry } from "../example.ts";

const errors = (raw: Record<string, unknown>) =>
  parsed(raw).problems.filter(({ severity }) => severity === "error");

describe("texts that AWS takes or refuses", () => {
  it("may hold a no-break space in the name of a group", () => {
    assert.deepEqual(errors(withEntry("groups", 'team: { displayName: "Team\\u00a0A" }')), []);
  });

  for (const [section, yaml, path] of [
    ["groups", 'team: { description: "a\\u200eb" }', "access:groups.team.description"],
    ["groups", 'team: { displayName: "a\\u200bb" }', "access:groups.team.displayName"],
    ["people", 'bob: { givenName: "B\\u200bob", familyName: R }', "access:people.bob.givenName"],
    [
      "people",
      'bob: { givenName: B, familyName: R, title: "a\\u2060b" }',
      "access:people.bob.title",
    ],
    [
      "people",
      'bob: { givenName: B, familyName: R, phone: "1\\u202e2" }',
      "access:people.bob.phone",
    ],
  ] as const) {
    it(`may hold no character that can't be seen at ${path}`, () => {
      assertRefused(withEntry(section, yaml), path);
    });
  }

  for (const resource of ["arn:aws:s3:::a\u2011b", "arn:aws:s3:::日本"]) {
    it(`may hold Latin-1 only in an inline policy, not ${resource}`, () => {
      const policy = {
        Version: "2012-10-17",
        Statement: { Effect: "Deny", Action: "s3:*", Resource: resource },
      };
      const raw = withEntry(
        "permissionSets",
        `reader: { inlinePolicy: ${JSON.stringify(policy)} }`,
      );
      assertRefused(raw, "access:permissionSets.reader.inlinePolicy", "U+", "Latin-1");
    });
  }

  it("look the same in two Unicode forms, and are no two people", () => {
    const raw = withEntry(
      "people",
      '"Jose\\u0301": { givenName: J, familyName: A }\n"Jos\\u00e9": { givenName: J, familyName: B }',
    );
    const told = errors(raw).filter(({ message }) => message.includes("no two may share one"));
    assert.equal(told.length, 1);
    assert.match(told[0]?.message ?? "", /It looks the same.*NFC and NFD/);
  });

  it("are told as the same without a word of the Unicode form where they are", () => {
    const raw = withEntry("people", "ADA: { givenName: A, familyName: L }");
    const told = errors(raw).filter(({ message }) => message.includes("no two may share one"));
    assert.match(told[0]?.message ?? "", /change one of them$/);
  });

  it("are suggested with a word of the Unicode form where they look the same", () => {
    const raw = withEntry("groups", 'team: { members: ["Zu\\u0308rich"] }');
    const people = {
      Zürich: { givenName: "Z", familyName: "R" },
      ada: { givenName: "A", familyName: "L" },
    };
    assert.match(errors({ ...raw, people })[0]?.message ?? "", /looks the same.*NFC and NFD/);
  });
});
