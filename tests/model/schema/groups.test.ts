import assert from "node:assert/strict";
import {
  accepted,
  assertProblem,
  assertRefused,
  parsed,
  valid,
  withEntry,
  withLines,
} from "../example.ts";

const line = (attributes: string) =>
  withLines(`[{ permissionSet: administrator, accounts: [all], ${attributes} }]`);
const selector = (yaml: string) =>
  withLines(`[{ permissionSet: administrator, accounts: [${yaml}] }]`);
const at = "access:groups.team";

describe("groups", () => {
  it("read selectors of every kind", () => {
    const raw = selector(
      'all, management, shop, "111111111111", { ou: /Workloads/ }, { ou: /, nested: false }, { tag: { env: [dev, test], team: a }, name: "x-*" }',
    );
    assert.deepEqual(accepted(raw).groups.team?.access[0]?.accounts, [
      { all: true },
      { management: true },
      { account: "shop" },
      { account: "111111111111" },
      { ou: "Workloads", nested: true },
      { ou: "", nested: false },
      { tag: { env: ["dev", "test"], team: "a" }, name: "x-*", nested: true },
    ]);
  });

  it("take a last day as YAML readers give it", () => {
    for (const until of ["2027-03-31", "2027-03-31T00:00:00Z", "2027-03-31T00:00:00.000Z"]) {
      assert.equal(accepted(line(`until: "${until}"`)).groups.team?.access[0]?.until, "2027-03-31");
    }
  });

  it("look an existing group up by display name", () => {
    const raw = withEntry("groups", "team: { existing: true, displayName: Security, access: [] }");
    const { existing, displayName, members } = accepted(raw).groups.team ?? {};
    assert.deepEqual([existing, displayName, members], [true, "Security", []]);
  });

  it("fail when an existing group has members, which are set where it is made", () => {
    const raw = withEntry("groups", "team: { existing: true, members: [ada] }");
    assertRefused(raw, `${at}.members`, "members are set where the group is made");
  });

  for (const [title, raw, path, texts] of [
    [
      "a member is unknown",
      withEntry("groups", "team: { members: [adaa] }"),
      "members[0]",
      ['did you mean "ada"?'],
    ],
    [
      "nobody is like a member",
      withEntry("groups", "team: { members: [zzzzzz] }"),
      "members[0]",
      ["add it there"],
    ],
    [
      "a member is listed twice",
      withEntry("groups", "team: { members: [ada, ada] }"),
      "members[1]",
      ["twice"],
    ],
    [
      "members are not a list",
      withEntry("groups", "team: { members: ada }"),
      "members",
      ["a list is wanted"],
    ],
    [
      "a description is too long",
      withEntry("groups", `team: { description: ${"d".repeat(1025)} }`),
      "description",
      ["1024"],
    ],
    [
      "a name is AWS's own",
      withEntry("groups", "team: { displayName: awsAdministrators }"),
      "displayName",
      ["keeps this name"],
    ],
    [
      "a name is another group's",
      withEntry("groups", "team: { displayName: Administrators }"),
      "displayName",
      ["access:groups.administrators"],
    ],
    [
      "a permission set is unknown",
      withLines("[{ permissionSet: administrater, accounts: [all] }]"),
      "access[0].permissionSet",
      ['"administrator"'],
    ],
    [
      "a line has no permission set",
      withLines("[{ accounts: [all] }]"),
      "access[0].permissionSet",
      ["is missing"],
    ],
    [
      "a line has no accounts",
      withLines("[{ permissionSet: administrator }]"),
      "access[0].accounts",
      ["is missing"],
    ],
    [
      "a line's accounts are empty",
      withLines("[{ permissionSet: administrator, accounts: [] }]"),
      "access[0].accounts",
      ["is empty"],
    ],
    ["a last day is misspelt", line("untill: 2027-01-01"), "access[0].untill", ['"until"']],
    ["a last day is left empty", line("until: "), "access[0].until", ["is empty"]],
    ["a last day is in words", line("until: soon"), "access[0].until", ['"soon"', "YYYY-MM-DD"]],
    ["a last day doesn't exist", line("until: 2027-02-29"), "access[0].until", ["calendar"]],
    [
      "a last day has a time",
      line('until: "2027-02-28T12:00:00Z"'),
      "access[0].until",
      ["YYYY-MM-DD"],
    ],
    [
      "an account id has no quotes",
      selector("000000000001"),
      "access[0].accounts[0]",
      ['"000000000001"'],
    ],
    ["a selector is empty", selector("{}"), "access[0].accounts[0]", ["ou, tag or name"]],
    [
      "a selector's key is misspelt",
      selector("{ nmae: x }"),
      "access[0].accounts[0].nmae",
      ['"name"'],
    ],
    [
      "nested stands without ou",
      selector("{ name: x, nested: false }"),
      "access[0].accounts[0]",
      ["nested"],
    ],
    [
      "a tag's value is a number",
      selector("{ tag: { stage: 1 } }"),
      "access[0].accounts[0].tag.stage",
      ['"1"'],
    ],
    [
      "nothing is said of the unit, which might mean the root",
      selector('{ ou: "" }'),
      "access[0].accounts[0].ou",
      ["is empty"],
    ],
    [
      "the unit is slashes only",
      selector('{ ou: "//", name: "web-*" }'),
      "access[0].accounts[0].ou",
      ['is "//"', "/ where the root is meant"],
    ],
    ["no tag is given", selector("{ tag: {} }"), "access[0].accounts[0]", ["at least one tag"]],
  ] as const) {
    it(`fail when ${title}`, () => {
      assertRefused(raw, `${at}.${path}`, ...texts);
    });
  }

  it("keep a refused line's place, so that the paths of the others stay true", () => {
    const raw = withLines(
      "[{ accounts: [all] }, { permissionSet: administrator, accounts: [all] }]",
    );
    const lines = parsed(raw).configuration.groups.team?.access;
    assert.deepEqual(
      lines?.map(({ accounts }) => accounts),
      [[], [{ all: true }]],
    );
  });
});

describe("the key of a group", () => {
  it("fails when it can't be the group's name and none is given", () => {
    const path = "access:groups.Administrator";
    assertRefused(withEntry("groups", "Administrator: {}"), path, "displayName", "keeps this name");
    accepted(withEntry("groups", "Administrator: { displayName: Chiefs }"));
  });
});

describe("administrators", () => {
  const groups = (yaml: string) => valid(`groups: { administrators: { ${yaml} } }`);
  const access = "access: [{ permissionSet: administrator, accounts: [management] }]";

  it("may be elsewhere, when the configuration says who they are", () => {
    const raw = valid("identityCenter: { administratorsElsewhere: the platform stack }");
    accepted({ ...raw, groups: { team: { members: ["ada"] } } });
  });

  it("fail when no group has them", () => {
    assertRefused(groups("members: [ada]"), "access:groups", "administratorsElsewhere");
    assertRefused(valid("groups: {}"), "access:groups", "administratorsElsewhere");
  });

  it("fail when they are here and elsewhere", () => {
    const raw = valid("identityCenter: { administratorsElsewhere: the platform stack }");
    const path = "access:identityCenter.administratorsElsewhere";
    assertRefused(raw, path, "access:groups.administrators", "remove one");
  });

  it("fail when their group is empty", () => {
    for (const members of ["", "members: [],", "members: ,"]) {
      const raw = groups(`administrators: true, ${members} ${access}`);
      assertRefused(raw, "access:groups.administrators.members", "no members");
    }
  });

  it("may be in a group that is made elsewhere", () => {
    accepted(groups(`existing: true, administrators: true, ${access}`));
  });

  it("are not said to be missing when their group is broken", () => {
    const raw = groups(`administrators: "true", members: [ada], ${access}`);
    assertRefused(raw, "access:groups.administrators.administrators", "without quotes");
    const { problems } = parsed(groups(`administrators: true, members: ada, ${access}`));
    const errors = problems.filter(({ severity }) => severity === "error");
    assertProblem(errors, "error", "access:groups.administrators.members", "a list");
    assert.equal(errors.length, 1);
  });
});
