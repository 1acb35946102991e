import assert from "node:assert/strict";
import { resolveAccess } from "../../../../model/access/resolve.ts";
import type { AccessChange } from "../../../../model/transition/difference/accessChanges.ts";
import type { AccessSide } from "../../../../model/transition/difference/accessSide.ts";
import type { Who } from "../../../../model/transition/difference/holders.ts";
import { linesEnding } from "../../../../model/transition/difference/lastDays.ts";
import {
  type AccessDifference,
  accessDifference,
} from "../../../../model/transition/difference.ts";
import {
  largeConfiguration,
  largeOrganization,
  largest,
} from "../../../support/largeConfiguration.ts";
import { parsed, type Raw, resolved, today, valid } from "../../example.ts";

type Members = Readonly<Record<string, readonly string[]>>;

function side(
  raw: Raw,
  members: Members = {},
  secrets: Readonly<Record<string, string>> = {},
): AccessSide {
  const { access } = resolved(raw);
  const { configuration } = parsed(raw);
  return {
    ...{ configuration, access },
    membersOf: (name) => members[name],
    secretsOf: (key) => secrets[key],
  };
}

const NO_DOCUMENTS = () => undefined;

function between(before: Raw, after: Raw, members: readonly [Members, Members] = [{}, {}]) {
  return accessDifference(side(before, members[0]), side(after, members[1]), NO_DOCUMENTS);
}

/** People, sets and a group of the directory, with some entries replaced. */
function stack({ team = "{}", directory = "", people = "", sets = "" } = {}): Raw {
  return valid(`
people:
  ada: { givenName: Ada, familyName: Lovelace }
  grace: { existing: true, userName: grace@example.com }
  ${people}
permissionSets:
  administrator: { managedPolicies: [AWSSSOMasterAccountAdministrator] }
  reader: { managedPolicies: [job-function/ViewOnlyAccess] }
  ${sets}
groups:
  administrators:
    administrators: true
    members: [ada]
    access: [{ permissionSet: administrator, accounts: [management] }]
  team: ${team}
  ${directory}
`);
}

const reading = (members: string, more = "") =>
  `{ members: [${members}], access: [{ permissionSet: reader, accounts: [shop-prod]${more} }] }`;
const security = (name: string, key = "security") =>
  `${key}: { existing: true, displayName: ${name}, access: [{ permissionSet: reader, accounts: [shop-prod] }] }`;

function nameOf(who: Who): string {
  if (who.kind === "person") return who.person;
  return who.kind === "sign-in" ? who.userName : `in ${who.displayName}`;
}

function told({ who, permissionSet, until, untilBefore, unlessIn }: AccessChange): string {
  const days = [untilBefore, until].filter((day) => day !== undefined);
  const unless = unlessIn.map((name) => `unless in ${name}`);
  return [...who.map(nameOf), permissionSet, ...days, ...unless].join(" ");
}

function changes(difference: AccessDifference): Record<string, string[]> {
  const { gained, lost, prolonged, shortened } = difference;
  const all = { gained, lost, prolonged, shortened };
  return Object.fromEntries(
    Object.entries(all).flatMap(([direction, list]) =>
      list.length > 0 ? [[direction, list.map(told)]] : [],
    ),
  );
}

describe("accessDifference", () => {
  for (const [what, before, after, expected] of [
    ["somebody joins", reading("ada"), reading("ada, grace"), { gained: ["grace reader"] }],
    [
      "a line ends",
      reading("ada"),
      reading("ada", ", until: 2027-01-01"),
      { shortened: ["ada reader 2027-01-01"] },
    ],
    [
      "a line lasts longer",
      reading("ada", ", until: 2027-01-01"),
      reading("ada", ", until: 2027-06-01"),
      { prolonged: ["ada reader 2027-01-01 2027-06-01"] },
    ],
    [
      "a line that has ended is removed",
      reading("ada", ", until: 2026-11-22"),
      "{ members: [ada] }",
      {},
    ],
  ] as const) {
    it(`tells when ${what}`, () => {
      assert.deepEqual(changes(between(stack({ team: before }), stack({ team: after }))), expected);
    });
  }

  it("takes what exists for the same by its name, whatever its key", () => {
    const of = (name: string, key?: string) => stack({ directory: security(name, key) });
    assert.deepEqual(changes(between(of("Security"), of("Security", "sec"))), {});
    assert.deepEqual(changes(between(of("Security"), of("Platform"))), {
      gained: ["in Platform reader unless in Security"],
      lost: ["in Security reader unless in Platform"],
    });
    // Two names that change hands.
    const both = (one: string, other: string) =>
      stack({ directory: `${security(one, "a")}\n  b: { existing: true, displayName: ${other} }` });
    assert.deepEqual(changes(between(both("S", "T"), both("T", "S"))), {
      gained: ["in T reader unless in S"],
      lost: ["in S reader unless in T"],
    });
  });

  it("knows who is in an existing group where both sides say it, by key or by sign-in name", () => {
    const raw = stack({ directory: security("Security") });
    const members = [
      { Security: ["GRACE@example.com", "edsger"] },
      { Security: ["edsger", "joan"] },
    ] as const;
    assert.deepEqual(changes(between(raw, raw, members)), {
      gained: ["joan reader"],
      lost: ["grace reader"],
    });
    assert.deepEqual(changes(between(raw, raw, [members[0], {}])), {});
    const without = stack();
    assert.deepEqual(changes(between(without, raw, [{}, members[0]])), {
      gained: ["edsger grace reader"],
    });
  });

  it("says of a group that is handed over that its members may keep what they had", () => {
    const made = stack({ team: reading("ada") });
    const handedOver = stack({
      team: "{ existing: true, access: [{ permissionSet: reader, accounts: [shop-prod] }] }",
    });
    assert.deepEqual(changes(between(made, handedOver)), {
      gained: ["in team reader"],
      lost: ["ada reader unless in team"],
    });
  });

  it("takes a key that is an alias now for the same, and a key that is used for something else for another", () => {
    const set = (key: string, aliases = "") => ({
      sets: `${key}: { managedPolicies: [SecurityAudit]${aliases} }`,
      team: `{ members: [ada], access: [{ permissionSet: ${key}, accounts: [shop-prod] }] }`,
    });
    const [before, after] = [stack(set("audit")), stack(set("auditor", ", aliases: [audit]"))];
    assert.deepEqual(changes(between(before, after)), {});
    assert.deepEqual(changes(between(before, stack(set("auditor")))), {
      gained: ["ada auditor"],
      lost: ["ada audit"],
    });
    const existing = { ...set("audit"), sets: "audit: { existing: true, name: Another }" };
    assert.deepEqual(changes(between(before, stack(existing))), {
      gained: ["ada audit"],
      lost: ["ada audit"],
    });
  });

  describe("administrators", () => {
    const administrators = (before: Raw, after: Raw) => {
      const { gained, lost } = between(before, after).administrators;
      const text = (all: typeof gained) =>
        all.map((one) => `${nameOf(one.who)} ${one.before} ${one.after} ${one.groups}`);
      return [text(gained), text(lost)];
    };
    const managing = (members: string, set: string) =>
      stack({
        sets: "other: { existing: true }\n  root: { managedPolicies: [AdministratorAccess] }",
        team: `{ members: [${members}], access: [{ permissionSet: ${set}, accounts: [management] }] }`,
      });

    for (const [what, before, after, gained, lost] of [
      [
        "by a set that can",
        managing("grace", "reader"),
        managing("grace", "root"),
        ["grace no yes team"],
        [],
      ],
      [
        "in no group that says so",
        managing("grace", "root"),
        managing("ada", "root"),
        [],
        ["grace yes no team"],
      ],
      [
        "perhaps, by a set that is made elsewhere",
        managing("grace", "reader"),
        managing("grace", "other"),
        ["grace no unknown team"],
        [],
      ],
      [
        "not for sure any more",
        managing("grace", "root"),
        managing("grace", "other"),
        [],
        ["grace yes unknown team"],
      ],
      ["by another way than before", managing("ada", "reader"), managing("ada", "root"), [], []],
    ] as const) {
      it(`are told: ${what}`, () => {
        assert.deepEqual(administrators(before, after), [gained, lost]);
      });
    }

    it("are told where a set comes to allow it, though nobody gets another one", () => {
      const of = (policy: string) =>
        stack({
          sets: `money: { managedPolicies: [${policy}] }`,
          team: "{ members: [grace], access: [{ permissionSet: money, accounts: [management] }] }",
        });
      const [before, after] = [of("job-function/Billing"), of("AWSSSOMasterAccountAdministrator")];
      assert.deepEqual(changes(between(before, after)), {});
      assert.deepEqual(administrators(before, after), [["grace no yes team"], []]);
    });
  });

  describe("permission sets", () => {
    const of = (set: string, key = "own") =>
      stack({
        sets: `${key}: ${set}`,
        team: `{ members: [ada, grace], access: [{ permissionSet: ${key}, accounts: [shop-prod] }] }`,
      });
    const inline = (action: string) =>
      `{ inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "${action}", Resource: "*" }] } }`;

    it("are compared by what they allow, with who has them", () => {
      const [change, ...others] = between(
        of(inline("sqs:SendMessage")),
        of(inline("sqs:*Message")),
      ).permissionSets;
      assert.deepEqual(others, []);
      assert.deepEqual(change?.permissionSets, ["own"]);
      assert.deepEqual(change?.policies?.gained, ["sqs:DeleteMessage", "sqs:ReceiveMessage"]);
      assert.deepEqual([change?.policies?.mayWiden, change?.policies?.mayNarrow], [true, false]);
      assert.deepEqual(change?.holders.map(nameOf).sort(), ["ada", "grace"]);
    });

    it("are compared by the documents of AWS managed policies that are here, by their names else", () => {
      const [before, after] = [
        of("{ managedPolicies: [A] }"),
        of("{ managedPolicies: [arn:aws:iam::aws:policy/B] }"),
      ];
      const document = (Action: string) => ({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action, Resource: "*" }],
      });
      const asked: string[] = [];
      const known = accessDifference(side(before), side(after), (name) => {
        asked.push(name);
        return document(name === "A" ? "sqs:*" : "sqs:SendMessage");
      }).permissionSets;
      assert.deepEqual(new Set(asked), new Set(["A", "B"]));
      assert.deepEqual(
        [known[0]?.policies?.mayWiden, known[0]?.policies?.mayNarrow],
        [false, true],
      );
      const unknown = between(before, after).permissionSets;
      assert.deepEqual(unknown[0]?.policies?.notCompared, [
        { policy: "AWS managed policy B", change: "added" },
        { policy: "AWS managed policy A", change: "removed" },
      ]);
    });

    it("aren't told where only the way of writing changes", () => {
      const arn = "{ managedPolicies: [arn:aws:iam::aws:policy/SecurityAudit, ReadOnlyAccess] }";
      const name = "{ managedPolicies: [ReadOnlyAccess, SecurityAudit], description: Reads }";
      assert.deepEqual(between(of(arn), of(name)).permissionSets, []);
    });

    it("are told with longer sessions, and together where they change alike", () => {
      const sets = (duration: string) =>
        stack({
          sets: `a: { sessionDuration: ${duration} }\n  b: { sessionDuration: ${duration} }`,
        });
      const [change, ...others] = between(sets("PT1H"), sets("PT8H")).permissionSets;
      assert.deepEqual(others, []);
      assert.deepEqual(change?.permissionSets, ["a", "b"]);
      assert.deepEqual(change?.sessionDuration, { before: "PT1H", after: "PT8H" });
      assert.equal(change?.policies, undefined);
    });

    it("can't be compared where they are secret, or made elsewhere on one side", () => {
      const raw = of(inline("sqs:*"));
      const secret = (before: string, after: string, to = raw) =>
        accessDifference(
          side(raw, {}, { own: before }),
          side(to, {}, { own: after }),
          NO_DOCUMENTS,
        ).permissionSets.map(({ isSecret, policies }) => [isSecret, policies]);
      assert.deepEqual(secret("x", "x"), []);
      assert.deepEqual(secret("x", "y"), [[true, undefined]]);
      assert.deepEqual(secret("x", "x", of(inline("sns:*"))), [[true, undefined]]);
      const [elsewhere] = between(raw, of("{ existing: true }")).permissionSets;
      assert.deepEqual([elsewhere?.policies?.gained, elsewhere?.policies?.mayWiden], [[], true]);
      assert.deepEqual(
        between(of("{ existing: true }"), of("{ existing: true }")).permissionSets,
        [],
      );
    });
  });

  it("finds the lines that end within some days, the earliest first", () => {
    const raw = stack({
      team: `{ members: [ada], access: [
        { permissionSet: reader, accounts: [shop-prod], until: 2026-12-07 },
        { permissionSet: reader, accounts: [shop-dev], until: 2026-11-23 },
        { permissionSet: reader, accounts: [log-archive], until: 2026-12-08 },
        { permissionSet: reader, accounts: [log-archive] }] }`,
    });
    const ending = linesEnding(parsed(raw).configuration, { from: today, to: "2026-12-07" });
    assert.deepEqual(
      ending.map(({ path, until }) => `${path} ${until}`),
      ["access:groups.team.access[1] 2026-11-23", "access:groups.team.access[0] 2026-12-07"],
    );
  });

  it("is told in a few lists for the largest organization, when all of it is lost or everybody moves", () => {
    const raw = largeConfiguration(largest) as { groups: Record<string, { members: string[] }> };
    const where = largeOrganization(largest);
    const large = (of: object): AccessSide => {
      const { configuration } = parsed(of as Raw);
      const { access } = resolveAccess(configuration, where, today);
      return { configuration, access, membersOf: () => undefined, secretsOf: () => undefined };
    };
    const everybody = large(raw);
    const keys = Object.keys(raw.groups);
    const moved = keys.map((key, index) => {
      const next = keys[(index + 1) % keys.length] ?? key;
      return [key, { ...raw.groups[key], members: raw.groups[next]?.members ?? [] }];
    });
    const moves = accessDifference(
      everybody,
      large({ ...raw, groups: Object.fromEntries(moved) }),
      NO_DOCUMENTS,
    );
    const ends = accessDifference(everybody, large({ ...raw, groups: {} }), NO_DOCUMENTS);
    const people = new Set(ends.lost.flatMap(({ who }) => who.map(nameOf)));
    assert.equal(people.size, largest.people);
    assert.ok(ends.lost.length <= 2 * largest.groups, `${ends.lost.length}`);
    assert.ok(moves.gained.length <= 2 * largest.groups, `${moves.gained.length}`);
    assert.deepEqual(changes(accessDifference(everybody, everybody, NO_DOCUMENTS)), {});
  });
});
