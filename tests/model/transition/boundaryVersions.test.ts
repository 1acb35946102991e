import assert from "node:assert/strict";
import { boundaryVersions } from "../../../model/transition/boundaryVersions.ts";
import { deployedOf, parsed } from "./world.ts";

const configured = (
  managedPolicy: string | undefined,
  key = "builder",
  aliases: string[] = [],
) => ({
  people: {},
  groups: {},
  permissionSets: {
    [key]: { aliases, ...(managedPolicy ? { permissionsBoundary: { managedPolicy } } : {}) },
  },
});

/** Versions that the state has, the boundary that the set has there, and the one that is wanted. */
const CASES: readonly (readonly [
  what: string,
  versions: Readonly<Record<number, string>>,
  there: string | undefined,
  wanted: string | undefined,
  expected: readonly number[],
  stays: boolean,
])[] = [
  ["a new set", {}, undefined, "A", [0], false],
  ["a new set without", {}, undefined, undefined, [0], false],
  ["nothing changes", { 1: "A" }, "A", "A", [1], true],
  ["a change", { 0: "A" }, "A", "B", [1], false],
  ["the first one", { 0: "" }, undefined, "A", [1], false],
  ["given up", { 0: "A" }, "A", undefined, [0], false],
  ["given up after a change that failed", { 0: "A", 1: "B" }, "B", undefined, [0, 1], false],
  ["still none", { 0: "", 1: "" }, undefined, undefined, [0, 1], false],
  ["again", { 0: "", 1: "" }, undefined, "B", [2], false],
  ["a change that failed goes on", { 0: "A", 1: "B" }, "B", "B", [1], true],
  ["one that failed before AWS had it", { 0: "A", 1: "B" }, "A", "B", [2], false],
  ["taken back after it failed", { 0: "A", 1: "B" }, "B", "A", [2], false],
  ["taken back before AWS had it", { 0: "A", 1: "B" }, "A", "A", [2], false],
  ["made, and not yet attached", { 0: "A" }, undefined, "A", [0], false],
  ["another one in AWS", { 1: "A" }, "X", "A", [2], false],
];

describe("versions of a permission set's boundary", () => {
  for (const [what, versions, there, wanted, expected, stays] of CASES) {
    for (const key of ["builder", "maker"]) {
      it(`${what}: ${expected.join(", ")}, with key ${key}`, () => {
        const deployed = {
          ...deployedOf(configured(there)),
          setContents: new Map([
            [
              "builder",
              {
                ...{ managedPolicies: [], customerManagedPolicies: [] },
                ...(there ? { managedBoundary: `arn:aws:iam::aws:policy/${there}` } : {}),
              },
            ],
          ]),
          boundaryVersions: new Map([
            [
              "builder",
              new Map(Object.entries(versions).map(([number, name]) => [Number(number), name])),
            ],
          ]),
        };
        const aliases = key === "builder" ? [] : ["builder"];
        const { configuration } = parsed(configured(wanted, key, aliases));
        assert.deepEqual(boundaryVersions(deployed, configuration, key), {
          boundaryVersions: expected,
          boundaryStays: stays,
        });
      });
    }
  }
});
