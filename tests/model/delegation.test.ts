import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { parseConfiguration } from "../../model/parse.ts";
import { assertRefused, type Raw, valid } from "./example.ts";

const DELEGATION = { account: "shop-prod", stack: "management", otherStack: "delegated" };

/** Errors of the management account's stack beside another stack's file. */
function errorsBeside(other: Raw | string, own: Raw = {}): string[] {
  const text =
    typeof other === "string"
      ? other
      : stringify({
          config: Object.fromEntries(
            Object.entries(other).map(([section, value]) => [`access:${section}`, value]),
          ),
        });
  const raw = { ...valid(), delegatedAdministration: DELEGATION, ...own };
  const readFile = (path: string) => {
    if (path === "Pulumi.delegated.yaml") return text;
    throw Object.assign(new Error(path), { code: "ENOENT" });
  };
  return parseConfiguration(raw, { readFile })
    .problems.filter(({ severity }) => severity === "error")
    .map(({ path, message }) => `${path}: ${message}`);
}

/** A stack of the delegated administrator that shares nothing, with some sections replaced. */
const apart = (sections: Raw = {}): Raw => ({
  delegatedAdministration: { account: "shop-prod", stack: "delegated", otherStack: "management" },
  people: { grace: { givenName: "Grace", familyName: "Hopper", email: "grace@example.com" } },
  permissionSets: { reader: { managedPolicies: ["job-function/ViewOnlyAccess"] } },
  groups: { engineers: { members: ["grace"] } },
  ...sections,
});

describe("the account of the delegated administrator", () => {
  it("is an id in quotes, or YAML makes another number of it", () => {
    const yaml = "delegatedAdministration: { account: 0o10101010101, stack: management }";
    const path = "access:delegatedAdministration.account";
    assertRefused(valid(yaml), path, "put all 12 digits in quotes", '"010101010101"');
  });
});

describe("the two stacks of delegated administration", () => {
  it("may stand beside each other when they share nothing", () => {
    assert.deepEqual(errorsBeside(apart()), []);
  });

  for (const [title, other, own, expected] of [
    [
      "a permission set of both",
      apart({ permissionSets: { administrator: {} } }),
      {},
      /^access:permissionSets\.administrator: .*stack delegated \(Pulumi\.delegated\.yaml:\d+\), too/,
    ],
    [
      "a permission set that one finds as existing",
      apart({ permissionSets: { mine: { existing: true, name: "ADMINISTRATOR" } } }),
      {},
      /^access:permissionSets\.administrator: .*belongs to one of the two stacks/,
    ],
    [
      "a permission set that both find as existing",
      apart({ permissionSets: { audit: { existing: true } } }),
      { permissionSets: { ...(valid().permissionSets as Raw), audit: { existing: true } } },
      /^access:permissionSets\.audit: .*belongs to one/,
    ],
    [
      "a person that both make",
      apart({ people: { ada: { givenName: "A", familyName: "L", email: "a@example.com" } } }),
      {},
      /^access:people\.ada: .*is made by stack delegated .*existing: true/,
    ],
    [
      "a group that both make",
      apart({ groups: { others: { displayName: "Administrators" } } }),
      {},
      /^access:groups\.administrators: .*is made by stack delegated/,
    ],
    [
      "attributes of both",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
      apart({ identityCenter: { attributes: { team: "${path:title}" } } }),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
      { identityCenter: { region: "eu-west-1", attributes: { team: "${path:title}" } } },
      /^access:identityCenter\.attributes: stack delegated/,
    ],
    [
      "two of one kind",
      apart({ delegatedAdministration: DELEGATION }),
      {},
      /^access:delegatedAdministration\.stack: is management here and in stack delegated/,
    ],
    [
      "two accounts",
      apart({
        delegatedAdministration: { account: "a", stack: "delegated" },
        accounts: { a: "111111111111" },
      }),
      { accounts: { "shop-prod": "222222222222" } },
      /^access:delegatedAdministration\.account: is 222222222222, and 111111111111 in stack/,
    ],
    [
      "another stack that isn't one of the two",
      apart({ delegatedAdministration: null }),
      {},
      /^access:delegatedAdministration\.otherStack: stack delegated says nothing/,
    ],
    [
      "a stack without a file",
      apart(),
      { delegatedAdministration: { ...DELEGATION, otherStack: "prod" } },
      /otherStack: "Pulumi\.prod\.yaml" can't be read \(there is no such file\)/,
    ],
    ["a file that is no YAML", "config: [", {}, /otherStack: .*is not valid YAML/],
    [
      "a name that leads elsewhere",
      apart(),
      { delegatedAdministration: { ...DELEGATION, otherStack: "../prod" } },
      /otherStack: .*the name of a stack is wanted/,
    ],
  ] as const) {
    it(`are refused with ${title}`, () => {
      const errors = errorsBeside(other, own);
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors.join(), expected);
    });
  }

  it("may use the same people and groups where one makes them, and what is encrypted isn't compared", () => {
    const shared = apart({
      people: { ada: { existing: true } },
      groups: { administrators: { existing: true, access: [] } },
    });
    assert.deepEqual(errorsBeside(shared), []);
    assert.deepEqual(errorsBeside(apart({ permissionSets: { secure: "v1:abc" } })), []);
  });

  it("share a permission set exactly where a name is in both, whatever the keys and letters", () => {
    const name = fc.stringMatching(/^[a-cA-C]{1,2}$/);
    const names = fc.uniqueArray(name, { maxLength: 4, selector: (one) => one.toLowerCase() });
    fc.assert(
      fc.property(names, names, fc.boolean(), (ours, theirs, existing) => {
        const sets = (all: readonly string[], key: string, entry: object) =>
          Object.fromEntries(all.map((one, index) => [`${key}${index}`, { name: one, ...entry }]));
        const own = {
          permissionSets: {
            ...(valid().permissionSets as Raw),
            ...sets(ours, "o", { managedPolicies: ["ReadOnlyAccess"] }),
          },
        };
        const entry = existing ? { existing: true } : { managedPolicies: ["ReadOnlyAccess"] };
        const errors = errorsBeside(apart({ permissionSets: sets(theirs, "t", entry) }), own);
        const lower = new Set(theirs.map((one) => one.toLowerCase()));
        const expected = ours.filter((one) => lower.has(one.toLowerCase())).length;
        assert.equal(errors.length, expected, errors.join("\n"));
      }),
      { numRuns: 50 },
    );
  });
});
