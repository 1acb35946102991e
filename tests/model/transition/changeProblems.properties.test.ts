import assert from "node:assert/strict";
import fc from "fast-check";
import type { MadeSection } from "../../../model/transition/deployed.ts";
import { deployedOf, nobody, parsed, type Raw, said } from "./world.ts";

const keys = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "constructor", "x.y"), {
  maxLength: 6,
});
const name = fc.constantFrom("n1", "n2", "n3", "n4", "n5", undefined);

/** Companies whose entries share few keys and names, so that they meet often. */
const raw: fc.Arbitrary<Raw> = fc
  .record({
    people: keys,
    sets: keys,
    groups: keys,
    names: fc.array(name, { minLength: 18, maxLength: 18 }),
  })
  .map(({ people, sets, groups, names }) => {
    const next = names.values();
    const named = (attribute: string) => {
      const value = next.next().value;
      return value === undefined ? {} : { [attribute]: value };
    };
    const email = () => {
      const value = next.next().value;
      return value === undefined ? {} : { email: `${value}@example.com` };
    };
    const person = (key: string) => [
      key,
      { givenName: `G${key}`, familyName: `F${key}`, ...email() },
    ];
    return {
      people: Object.fromEntries(people.map(person)),
      permissionSets: Object.fromEntries(
        sets.map((key) => [key, { ...named("name"), managedPolicies: ["ReadOnlyAccess"] }]),
      ),
      groups: Object.fromEntries(
        groups.map((key) => [key, { ...named("displayName"), members: people }]),
      ),
      identityCenter: { administratorsElsewhere: "somebody" },
      limits: { deletions: 100 },
    };
  })
  .filter((one) => parsed(one).problems.every(({ severity }) => severity !== "error"));

const errors = (from: Raw, to: Raw) =>
  said(deployedOf(from), to).filter(({ severity }) => severity === "error");

/** Names as AWS compares them, by key; an independent reading of the raw entries. */
function namesOf(one: Raw, section: MadeSection): Map<string, string> {
  const attribute = { people: "email", groups: "displayName", permissionSets: "name" }[section];
  return new Map(
    Object.entries(one[section]).flatMap(([key, entry]) => {
      const value = entry[attribute] ?? (section === "people" ? undefined : key);
      return value === undefined ? [] : [[key, String(value).toLowerCase()]];
    }),
  );
}

describe("the step from any configuration to any other", () => {
  it("is nothing to speak of where nothing changes", () => {
    fc.assert(fc.property(raw, (one) => assert.deepEqual(errors(one, one), [])));
  });

  it("never asks AWS for a name that something else still has", () => {
    fc.assert(
      fc.property(raw, raw, (from, to) => {
        fc.pre(errors(from, to).length === 0);
        for (const section of ["people", "groups", "permissionSets"] as const) {
          const held = namesOf(from, section);
          for (const [key, wanted] of namesOf(to, section)) {
            for (const [holder, value] of held) {
              assert.ok(holder === key || value !== wanted, `${section}.${key}: ${wanted}`);
            }
          }
        }
      }),
    );
  });

  it("is refused for a reason: without a clash of names and without loss there is none", () => {
    fc.assert(
      fc.property(raw, raw, (from, to) => {
        const clash = (["people", "groups", "permissionSets"] as const).some((section) => {
          const held = namesOf(from, section);
          return [...namesOf(to, section)].some(([key, wanted]) =>
            [...held].some(([holder, value]) => holder !== key && value === wanted),
          );
        });
        // Sign-ins are keys here, and so are full names: only e-mails can clash among people.
        if (!clash) assert.deepEqual(errors(from, to), []);
      }),
    );
  });

  it("deletes at most as many as allowed, whatever is deployed", () => {
    fc.assert(
      fc.property(raw, raw, fc.nat(8), (from, to, deletions) => {
        const gone = (["people", "groups", "permissionSets"] as const).flatMap((section) =>
          Object.keys(from[section]).filter((key) => !Object.hasOwn(to[section], key)),
        ).length;
        const found = said(deployedOf(from), { ...to, limits: { deletions } });
        assert.equal(
          found.some(({ path }) => path === "access:limits.deletions"),
          gone > deletions,
        );
      }),
    );
  });

  it("never deletes what is called existing: it is handed over, or refused", () => {
    fc.assert(
      fc.property(raw, fc.constantFrom("people", "groups", "permissionSets"), (from, section) => {
        const [key] = Object.keys(from[section as MadeSection]);
        fc.pre(key !== undefined);
        const entry = from[section as MadeSection][key as string] ?? {};
        const attribute = { people: "userName", groups: "displayName", permissionSets: "name" };
        const named = attribute[section as MadeSection];
        const to = structuredClone(from);
        to[section as MadeSection][key as string] = {
          existing: true,
          ...(typeof entry[named] === "string" ? { [named]: entry[named] } : {}),
        };
        assert.equal(said(deployedOf(from), to, nobody).length, 1);
        const handedOver = { ...to, limits: { deletions: 100, handOver: [`${section}.${key}`] } };
        assert.deepEqual(said(deployedOf(from), handedOver, nobody), []);
      }),
    );
  });
});
