import assert from "node:assert/strict";
import { stringify } from "yaml";
import { resolveAccess } from "../../model/access/resolve.ts";
import {
  otherAdministrators,
  otherAdministratorsNeed,
} from "../../model/delegation/otherAdministrators.ts";
import { notYetWatchedProblems, unwatchedProblems } from "../../model/delegation/unwatched.ts";
import { parseConfiguration } from "../../model/parse.ts";
import { organization, parsed, type Raw, today, valid } from "./example.ts";
import { deployedBy } from "./transition/world.ts";

const alarms = { enabled: true, emails: ["security@example.com"] };
const grace = { givenName: "Grace", familyName: "Hopper", email: "grace@example.com" };
const secure = { secure: "v1:abc" };

interface Group {
  readonly administrators?: unknown;
  readonly displayName?: unknown;
  readonly existing?: boolean;
  readonly members?: readonly unknown[];
  readonly access?: readonly Raw[];
}

const repairs = { permissionSet: "repairer", accounts: ["shop-prod"] };
const admins: Group = { administrators: true, members: ["grace"], access: [repairs] };

/** A delegated administrator's stack with these groups beside its engineers. */
const theirs = (groups: Readonly<Record<string, unknown>>, sections: Raw = {}): Raw => ({
  identityCenter: { administratorsElsewhere: "the identity provider's team" },
  delegatedAdministration: { account: "shop-prod", stack: "delegated", otherStack: "management" },
  people: { grace },
  permissionSets: {
    repairer: { name: "access-repairer", managedPolicies: ["AWSSSOMemberAccountAdministrator"] },
    reader: { managedPolicies: ["job-function/ViewOnlyAccess"] },
  },
  groups: {
    engineers: {
      members: ["grace"],
      access: [{ permissionSet: "reader", accounts: ["shop-prod"] }],
    },
    ...groups,
  },
  ...sections,
});

const stackFile = (sections: Raw) =>
  stringify({
    config: Object.fromEntries(
      Object.entries(sections).map(([section, value]) => [`access:${section}`, value]),
    ),
  });

/** The management account's stack beside this one. */
function beside(other: Raw, own: Raw = {}, otherStack: "delegated" | "none" = "delegated") {
  const delegatedAdministration = {
    ...{ account: "shop-prod", stack: "management" },
    ...(otherStack === "none" ? {} : { otherStack }),
  };
  const readFile = (path: string) => {
    if (path === "Pulumi.delegated.yaml") return stackFile(other);
    throw Object.assign(new Error(path), { code: "ENOENT" });
  };
  return parseConfiguration({ ...valid(), delegatedAdministration, alarms, ...own }, { readFile });
}

function found(other: Raw) {
  const owner = beside(other).other;
  assert.ok(owner);
  return { owner, found: otherAdministrators(owner, organization, today) };
}

describe("administrators of the other stack whom alarms watch", () => {
  const line = (text: string, other: Raw) => {
    const lines = stackFile(other).split("\n");
    return `Pulumi.delegated.yaml:${lines.findIndex((one) => one.includes(text)) + 1}`;
  };

  for (const [title, groups, names, sets] of [
    ["one group", { admins }, ["admins"], ["access-repairer"]],
    ["nobody", {}, [], []],
    [
      "one by another name",
      { admins: { ...admins, displayName: "Access" } },
      ["Access"],
      ["access-repairer"],
    ],
    [
      "one that an identity provider sends",
      { admins: { administrators: true, existing: true, access: [repairs] } },
      ["admins"],
      ["access-repairer"],
    ],
    [
      "two, and only what they have where they administer",
      {
        admins: {
          ...admins,
          access: [repairs, { permissionSet: "reader", accounts: ["shop-dev"] }],
        },
        others: { ...admins, access: [repairs] },
      },
      ["admins", "others"],
      ["access-repairer"],
    ],
    [
      "one by a unit of the organization",
      { admins: { ...admins, access: [{ ...repairs, accounts: [{ ou: "Workloads" }] }] } },
      ["admins"],
      ["access-repairer"],
    ],
    [
      "one whose line has ended, and whose group is still told of",
      {
        admins: {
          ...admins,
          access: [
            repairs,
            { permissionSet: "reader", accounts: ["shop-prod"], until: "2026-11-01" },
          ],
        },
      },
      ["admins"],
      ["access-repairer"],
    ],
  ] as const) {
    it(`are ${title}`, () => {
      const other = theirs(groups);
      const { groups: those, permissionSets, unclear } = found(other).found;
      assert.deepEqual(
        those.map(({ name }) => name),
        names,
      );
      assert.deepEqual(
        permissionSets.map(({ name }) => name),
        sets,
      );
      assert.deepEqual(unclear, []);
      for (const { place } of those) assert.match(place, /^Pulumi\.delegated\.yaml:\d+$/);
      if (sets.length > 0) assert.equal(permissionSets[0]?.place, line("repairer:", other));
    });
  }

  for (const [title, groups, sections, where, names] of [
    ["a name", { admins: { ...admins, displayName: secure } }, {}, "displayName:", []],
    ["a group", { admins: secure }, {}, "admins:", []],
    [
      "whether it administers",
      { admins: { ...admins, administrators: secure } },
      {},
      "administrators:",
      [],
    ],
    [
      "a line",
      { admins: { ...admins, access: [{ ...repairs, permissionSet: secure }] } },
      {},
      "permissionSet:",
      ["admins"],
    ],
    [
      "a permission set's name",
      { admins },
      { permissionSets: { repairer: { name: secure }, reader: {} } },
      "name:",
      ["admins"],
    ],
    [
      "an account that isn't there",
      { admins: { ...admins, access: [{ ...repairs, accounts: ["nowhere"] }] } },
      {},
      "nowhere",
      ["admins"],
    ],
  ] as const) {
    it(`aren't all known where this is encrypted or wrong: ${title}`, () => {
      const other = theirs(groups, sections);
      const { owner, found: those } = found(other);
      assert.ok(those.unclear.length > 0);
      assert.deepEqual(
        those.groups.map(({ name }) => name),
        names,
      );
      const [problem, ...more] = unwatchedProblems(
        { groups: [], permissionSets: [], unclear: those.unclear },
        owner,
        "management",
        true,
      );
      assert.deepEqual(more, []);
      assert.match(problem?.path ?? "", /otherStack$/);
      assert.match(problem?.message ?? "", /watched of it so far still is; write it plainly/);
      const at = stackFile(other).split("\n");
      const told = those.unclear.map((place) => at[Number(place.split(":")[1]) - 1] ?? "");
      assert.ok(
        told.some((text) => text.includes(where)),
        `${told} isn't ${where}`,
      );
    });
  }

  it("are known whatever else is encrypted or wrong", () => {
    const other = theirs(
      { admins: { ...admins, members: [secure, "nobody"] }, engineers: { displayName: secure } },
      {
        permissionSets: {
          repairer: { description: secure, inlinePolicy: secure },
          reader: { name: secure },
        },
      },
    );
    const { owner, found: those } = found(other);
    assert.ok(owner.unclear.length >= 5, owner.unclear.join());
    assert.deepEqual(those.unclear, []);
  });

  it("have the tree of units read, where one of them is given access by it and nobody else", () => {
    const byUnit = [{ ...repairs, accounts: [{ ou: "Workloads" }] }];
    const needs = (groups: Raw) => {
      const { owner } = found(theirs(groups));
      return otherAdministratorsNeed(owner).tree;
    };
    assert.equal(needs({ admins: { ...admins, access: byUnit } }), true);
    assert.equal(needs({ admins, others: { members: ["grace"], access: byUnit } }), false);
  });

  it("are told by name, file and line where Identity Center doesn't have them, with what to do", () => {
    const { owner, found: those } = found(theirs({ admins }));
    const told = (keeps: boolean) =>
      unwatchedProblems({ ...those, unclear: [] }, owner, "management", keeps);
    const [{ severity, path, message } = { severity: "", path: "", message: "" }] = told(false);
    assert.equal(severity, "warning");
    assert.equal(path, "access:alarms");
    assert.match(
      message,
      /group "admins" \(Pulumi\.delegated\.yaml:\d+\), permission set "access-repairer" \(Pulumi\.delegated\.yaml:\d+\) aren't in Identity Center; .*npm run up -- --stack delegated, npm run up -- --stack management$/,
    );
    assert.match(told(true)[0]?.message ?? "", /and what was watched of it so far still is;/);
    assert.deepEqual(
      unwatchedProblems({ groups: [], permissionSets: [], unclear: [] }, owner, "m", false),
      [],
    );
  });

  for (const [title, own, isTold] of [
    ["alarms that are on", {}, true],
    ["alarms that are off", { alarms: { enabled: false } }, false],
    ["alarms without this one", { alarms: { ...alarms, without: ["administrators"] } }, false],
    [
      "a stack that still gives all access itself",
      {
        permissionSets: {
          administrator: { managedPolicies: ["AWSSSOMasterAccountAdministrator"] },
          reader: { managedPolicies: ["job-function/ViewOnlyAccess"] },
        },
        groups: {
          ...(valid().groups as Raw),
          engineers: {
            members: ["ada"],
            access: [{ permissionSet: "reader", accounts: ["shop-prod"] }],
          },
        },
      },
      false,
    ],
  ] as const) {
    it(`are told as not watched where no stack is named: ${title}`, () => {
      const { configuration } = beside({}, own, "none");
      const { problems } = resolveAccess(configuration, organization, today);
      const told = problems.filter(({ message }) => /names no otherStack/.test(message));
      assert.equal(told.length, isTold ? 1 : 0, JSON.stringify(problems));
    });
  }

  it("say, in their own stack, of whom alarms tell only after the other's next update", () => {
    const other = theirs({ admins });
    const management = stackFile({
      delegatedAdministration: {
        account: "shop-prod",
        stack: "management",
        otherStack: "delegated",
      },
      alarms,
    });
    const told = (deployed: Raw, text = management, wanted = other) => {
      const { configuration, other: owner } = parseConfiguration(wanted, { readFile: () => text });
      const { access } = resolveAccess(configuration, organization, today);
      const former = parsed(deployed).configuration;
      const has = resolveAccess(former, organization, today).access;
      const state = deployedBy(former, has);
      return notYetWatchedProblems(configuration, owner, state, access).map(({ path }) => path);
    };
    const both = ["access:groups.admins", "access:permissionSets.repairer"];
    assert.deepEqual(told(theirs({}, { permissionSets: { reader: {} } })), both);
    assert.deepEqual(told(other), []);
    const marked = theirs({ admins: { ...admins, administrators: false } });
    assert.deepEqual(told(marked), both);
    // A group that is made elsewhere administers like one that is made here.
    const group = { existing: true, displayName: "Admins", access: [repairs] };
    const elsewhere = theirs({ team: { ...group, administrators: true } });
    const of = (deployed: Raw) => told(deployed, management, elsewhere);
    const team = ["access:groups.team", "access:permissionSets.repairer"];
    assert.deepEqual(of(theirs({ team: group })), team);
    assert.deepEqual(of(theirs({})), team);
    assert.deepEqual(of(elsewhere), []);
    // A permission set that was there, and by which somebody administers from now on.
    const reading = { ...admins, access: [{ permissionSet: "reader", accounts: ["shop-prod"] }] };
    assert.deepEqual(told(theirs({ admins: reading })), ["access:permissionSets.repairer"]);
    const off = management.replace("enabled: true", "enabled: false");
    assert.deepEqual(told(theirs({}), off), []);
  });

  it("are watched by the management account's stack, and a stack of their own can't switch alarms on", () => {
    const management = stackFile({
      delegatedAdministration: { account: "shop-prod", stack: "management" },
      alarms,
    });
    const { problems } = parseConfiguration(
      { ...theirs({ admins }), alarms },
      { readFile: () => management },
    );
    const [problem] = problems.filter(({ path }) => path === "access:alarms.enabled");
    assert.match(
      problem?.message ?? "",
      /it is on in stack management, and watches the administrators of both; take it out here/,
    );
  });
});
