import assert from "node:assert/strict";
import fc from "fast-check";
import { keysOf, localPart, type Named } from "../../../commands/import/keys.ts";
import { entryKeySchema } from "../../../model/schema/entries.ts";

const id = (number: number) => `${String(number).padStart(8, "0")}-2222-4333-8444-555555555555`;
const named = (...names: string[]): Named[] =>
  names.map((name, index) => ({ id: id(index), name }));
const keys = (names: string[], short?: (name: string) => string) => [
  ...keysOf(named(...names), short).values(),
];

describe("keys of what is imported", () => {
  for (const [names, wanted] of [
    [["engineers"], ["engineers"]],
    [["AWSAdministratorAccess"], ["AWSAdministratorAccess"]],
    [["Platform Engineers"], ["platform-engineers"]],
    [["Équipe  Sécurité (EU)"], ["equipe-securite-eu"]],
    [["开发 组"], ["开发-组"]],
    [["한국"], ["한국"]],
    [
      ["a/b", "a::b"],
      ["a-b-00000000", "a-b-00000001"],
    ],
    [["secure"], ["secure-00000000"]],
    [["__proto__"], ["proto"]],
    [["🚀"], ["00000000"]],
    [["2024"], ["2024"]],
  ] as const) {
    it(`of ${names.join(", ")}`, () => assert.deepEqual(keys([...names]), wanted));
  }

  it("of people are what is before the @, and the whole name where two share that", () => {
    const people = ["ada@example.com", "grace@example.com", "ADA@example.org", "ada"];
    assert.deepEqual(
      keysOf(named(...people), localPart),
      new Map([
        [id(1), "grace"],
        [id(0), "ada@example.com"],
        [id(2), "ADA@example.org"],
        [id(3), "ada"],
      ]),
    );
  });

  it("are taken by the configuration, differ from each other whatever their case, and don't depend on the order", () => {
    const name = fc.oneof(
      fc.constantFrom("ada", "Ada", "ada@x", "ada@X.org", "a b", "a-b", "A B", "é", "e", "::", " "),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }),
    );
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (names, order) => {
          const all = named(...names);
          const found = keysOf(all, localPart);
          assert.equal(found.size, all.length);
          const distinct = new Set(
            [...found.values()].map((key) => key.normalize("NFC").toLowerCase()),
          );
          assert.equal(distinct.size, all.length);
          for (const key of found.values()) assert.ok(entryKeySchema.safeParse(key).success, key);
          const shuffled = all
            .map((one) => ({ one, at: order.next().value ?? 0 }))
            .sort((one, other) => one.at - other.at)
            .map(({ one }) => one);
          const again = keysOf(shuffled, localPart);
          for (const [one, key] of found) assert.equal(again.get(one), key);
        },
      ),
    );
  });
});
