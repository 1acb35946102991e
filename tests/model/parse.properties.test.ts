import assert from "node:assert/strict";
import fc from "fast-check";
import { formatProblems } from "../../model/problems/problem.ts";
import { organization, parsed, type Raw, resolved, stackFile, valid } from "./example.ts";

const sections = ["identityCenter", "accounts", "people", "permissionSets", "groups", "auditTrail"];

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Stack dev's configuration: every kind of key. */
function dev(): Raw {
  const entries = Object.entries(stackFile("Pulumi.dev.yaml").config);
  const access = entries.filter(([key]) => key.startsWith("access:"));
  return Object.fromEntries(access.map(([key, value]) => [key.slice("access:".length), value]));
}

/** Every place in a value, as the keys that lead there. */
function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

/** The value with another at a place; undefined removes the key. */
function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  const inner = replaced((value as Record<string, unknown>)[key], rest, by);
  if (inner === undefined && !Array.isArray(copy)) delete copy[key];
  else copy[key] = inner;
  return copy;
}

/** Neither parsing, nor resolving what came out of it, throws; all problems are well formed. */
function survives(raw: unknown): void {
  const { problems, configuration } = parsed(raw as Raw);
  for (const section of sections) assert.ok(Object.hasOwn(configuration, section));
  const all = [...problems, ...resolved(raw as Raw, organization).problems];
  for (const { path, message } of all) {
    assert.ok(path.startsWith("access:"), path);
    assert.match(message, /^[^\n]+[^.\n]$/);
  }
  const told = all.map(({ path, message }) => `${path}: ${message}`);
  assert.equal(new Set(told).size, told.length, formatProblems(all));
}

describe("parseConfiguration, whatever it is given", () => {
  it("never throws for any value", () => {
    fc.assert(fc.property(anything, survives));
  });

  it("never throws for any section", () => {
    const section = fc.constantFrom(...sections);
    fc.assert(
      fc.property(section, anything, (name, value) => survives({ ...valid(), [name]: value })),
    );
  });

  it("never throws for any entry of a section", () => {
    const section = fc.constantFrom(...sections);
    const key = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString"));
    fc.assert(
      fc.property(section, key, anything, (name, entry, value) =>
        survives({ ...valid(), [name]: Object.fromEntries([[entry, value]]) }),
      ),
    );
  });

  it("never throws for stack dev with something else in one place, and says what is wrong there", () => {
    const place = fc.constantFrom(...places(dev()).filter((path) => path.length > 0));
    const other = fc.oneof(anything, fc.constantFrom(undefined, null, 5, true, "", [], {}, "x"));
    fc.assert(
      fc.property(place, other, (path, value) => survives(replaced(dev(), path, value))),
      { numRuns: 300 },
    );
  });

  it("refuses a misspelt key wherever one can be written", () => {
    // Keys of tags, ABAC attributes, conditions and entries are the author's own.
    const isObject = (value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value);
    const at = (path: string[]) => path.reduce<unknown>((value, key) => (value as Raw)[key], dev());
    const own = (path: string[]) =>
      path.length < 1 ||
      (path.length === 1 &&
        ["accounts", "people", "permissionSets", "groups"].includes(path[0] ?? "")) ||
      ["tags", "tag", "attributes"].includes(path.at(-1) ?? "");
    const holders = places(dev()).filter((path) => isObject(at(path)) && !own(path));
    assert.ok(holders.length > 20);
    for (const path of holders) {
      const { problems } = parsed(
        replaced(dev(), path, { ...(at(path) as Raw), misspelt: 1 }) as Raw,
      );
      assert.ok(
        problems.some(
          (problem) => problem.severity === "error" && problem.path.endsWith(".misspelt"),
        ),
        path.join("."),
      );
    }
  });
});
