import assert from "node:assert/strict";
import type { Deployed } from "../../../model/transition/deployed.ts";
import { IN_BETWEEN } from "../../../model/transition/plan/stopgaps.ts";
import { company, deployedOf, lines, nobody, type Raw, rekey, said } from "./world.ts";

const deployed = deployedOf(company());

/** The one thing that is said. */
function only(to: Raw, from: Deployed = deployed): string {
  const all = lines(said(from, to));
  assert.equal(all.length, 1, all.join("\n"));
  return all[0] ?? "";
}

const nothing = (to: Raw, from: Deployed = deployed) => assert.deepEqual(lines(said(from, to)), []);

describe("the step from what is deployed to what is wanted", () => {
  it("may be none, a first deployment, or everyday's", () => {
    nothing(company());
    nothing(company(), deployedOf({ people: {}, permissionSets: {}, groups: {} }));
    nothing(
      company((raw) => {
        delete raw.people.alan;
        raw.people.edsger = { givenName: "Edsger", familyName: "Dijkstra" };
        Object.assign(raw.people.grace ?? {}, { familyName: "Murray", email: "g@example.com" });
        for (const key of ["engineers", "auditors"]) {
          Object.assign(raw.groups[key] ?? {}, { members: ["edsger"], description: "x" });
        }
        Object.assign(raw.groups.engineers ?? {}, { displayName: "Engineers" });
        Object.assign(raw.permissionSets.reader ?? {}, { name: "reader" });
      }),
    );
  });

  for (const [what, edit, wanted] of [
    ["same e-mail", () => {}, /access:people\.hopper: has the same e-mail \(grace@example\.com\)/],
    [
      "same e-mail in other letters",
      (raw: Raw) => Object.assign(raw.people.hopper ?? {}, { email: "Grace@Example.com" }),
      /same e-mail/,
    ],
    [
      "same sign-in",
      (raw: Raw) => Object.assign(raw.people.hopper ?? {}, { userName: "grace", email: "g@x.org" }),
      /same name \(grace\)/,
    ],
    [
      "same names",
      (raw: Raw) => Object.assign(raw.people.hopper ?? {}, { email: "g@x.org" }),
      /is called Grace Hopper, too/,
    ],
  ] as const) {
    it(`is refused where a person's key changed without an alias: ${what}`, () => {
      const to = company((raw) => {
        rekey(raw, "people", "grace", "hopper");
        edit(raw);
      });
      const message = only(to);
      assert.match(message, wanted);
      assert.match(message, /aliases: \[grace\]/);
      Object.assign(to.people.hopper ?? {}, { aliases: ["grace"], userName: "grace" });
      nothing(to);
    });
  }

  for (const [section, key] of [
    ["groups", "engineers"],
    ["permissionSets", "reader"],
  ] as const) {
    it(`is refused where a key of ${section} changed without an alias`, () => {
      const to = company((raw) => rekey(raw, section, key, "another"));
      assert.match(only(to), new RegExp(`access:${section}\\.another: .*aliases: \\[${key}\\]`));
      Object.assign(to[section].another ?? {}, { aliases: [key] });
      nothing(to);
    });
  }

  it("is told, where keys of groups and permission sets were changed with their names, that they look the same", () => {
    const assigned = (from: Raw): Deployed => ({
      ...deployedOf(from),
      assignments: Object.entries(from.groups).flatMap(([group, { access = [] }]) =>
        (access as { permissionSet: string }[]).map(({ permissionSet }) => ({
          ...{ group, permissionSet, account: "111111111111", principalId: "", urn: "" },
        })),
      ),
    });
    const access = (...sets: string[]) =>
      sets.map((permissionSet) => ({ permissionSet, accounts: ["111111111111"] }));
    const before = company((raw) => {
      raw.permissionSets.builder = { managedPolicies: ["PowerUserAccess"] };
      raw.permissionSets.guest = { managedPolicies: ["job-function/ViewOnlyAccess"] };
      raw.groups.developers = { members: ["ada", "alan"], access: access("builder", "guest") };
    });
    const changed = (edit: (raw: Raw) => void = () => {}) =>
      company((raw) => {
        raw.permissionSets.build = { managedPolicies: ["PowerUserAccess"], description: "new" };
        raw.permissionSets.guest = { managedPolicies: ["job-function/ViewOnlyAccess"] };
        raw.groups.devs = { members: ["alan", "ada"], access: access("guest", "build") };
        edit(raw);
      });
    assert.deepEqual(lines(said(assigned(before), changed())), [
      'access:permissionSets.build: has the policies of "builder", which this update deletes to make another permission set: if it is the same one, add `aliases: [builder]` and `name: builder` to "build"',
      'access:groups.devs: has the members and permission sets of "developers", which this update deletes to make another group: if it is the same one, add `aliases: [developers]` to "devs", and `displayName: developers` where its name is to stay',
    ]);
    nothing(
      changed(({ permissionSets, groups }) => {
        Object.assign(permissionSets.build ?? {}, { aliases: ["builder"], name: "builder" });
        Object.assign(groups.devs ?? {}, { aliases: ["developers"], displayName: "developers" });
      }),
      assigned(before),
    );
    // Others, or of two that are alike nobody knows which.
    for (const other of [
      (raw: Raw) => Object.assign(raw.groups.devs ?? {}, { members: ["ada"] }),
      (raw: Raw) => Object.assign(raw.groups.devs ?? {}, { access: access("guest") }),
      (raw: Raw) => {
        raw.groups.more = { ...raw.groups.devs };
      },
    ]) {
      const told = lines(said(assigned(before), changed(other)));
      assert.deepEqual(
        told.filter((line) => line.startsWith("access:groups")),
        [],
      );
    }
    nothing(
      changed((raw) => {
        delete raw.groups.devs;
        raw.permissionSets.build = { managedPolicies: ["ReadOnlyAccess"] };
      }),
      assigned(before),
    );
  });

  it("is refused where a sign-in is renamed, also by an alias that leaves it to the key", () => {
    const renamed = company((raw) => {
      Object.assign(raw.people.alan ?? {}, { userName: "aturing" });
    });
    assert.match(only(renamed), /people\.alan\.userName: userName is "alan" .* "aturing" here/);
    const aliased = company((raw) => {
      rekey(raw, "people", "alan", "turing");
      Object.assign(raw.people.turing ?? {}, { aliases: ["alan"] });
    });
    assert.match(only(aliased), /Keep userName: alan/);
  });

  it("gives the choice where an earlier update made the same person twice", () => {
    const both = deployedOf(
      company((raw) => {
        raw.people.hopper = { ...raw.people.grace, email: "other@example.com" };
      }),
    );
    const twin = { ...both.people.get("hopper"), email: "grace@example.com" };
    const twice = { ...both, people: new Map([...both.people, ["hopper", twin as never]]) };
    const hopper = company((raw) => rekey(raw, "people", "grace", "hopper"));
    const aliased = structuredClone(hopper);
    Object.assign(aliased.people.hopper ?? {}, { aliases: ["grace"] });
    for (const to of [company(), hopper, aliased]) {
      const message = only(to, twice);
      for (const key of ["grace", "hopper"]) {
        assert.match(message, new RegExp(`pulumi state delete urn:pulumi:test::p::people::${key}`));
        assert.match(message, new RegExp(`--user-id id of people ${key}`));
      }
    }
  });

  for (const [what, section, edit, wanted] of [
    [
      "groups that swap their names",
      "groups",
      (raw: Raw) => {
        Object.assign(raw.groups.engineers ?? {}, { displayName: "auditors" });
        Object.assign(raw.groups.auditors ?? {}, { displayName: "Engineering" });
      },
      [/"auditors" is still that of the group auditors/, /"Engineering" is still that/],
    ],
    [
      "the name of a set that is renamed",
      "permissionSets",
      (raw: Raw) => {
        Object.assign(raw.permissionSets.reader ?? {}, { name: "reader" });
        raw.permissionSets.other = { name: "Read-Only", managedPolicies: ["ReadOnlyAccess"] };
      },
      [/"Read-Only" is still that of the permission set reader/],
    ],
    [
      "the name of a group that is removed, for one that stays",
      "groups",
      (raw: Raw) => {
        delete raw.groups.auditors;
        Object.assign(raw.groups.engineers ?? {}, { displayName: "Auditors" });
      },
      [/"Auditors" is still that of the group auditors; engineers keeps its own until then/],
    ],
    [
      "e-mails that are swapped",
      "people",
      (raw: Raw) => {
        Object.assign(raw.people.ada ?? {}, { email: "grace@example.com" });
        Object.assign(raw.people.grace ?? {}, { email: "ada@example.com" });
      },
      [/ada has no e-mail in between/, /; grace keeps its own until then/],
    ],
    [
      "the e-mail of somebody who gets another, for a newcomer",
      "people",
      (raw: Raw) => {
        Object.assign(raw.people.ada ?? {}, { email: "lovelace@example.com" });
        raw.people.new = { givenName: "N", familyName: "W", email: "ada@example.com" };
      },
      [/people\.new\.email: .*"ada@example\.com" is still that of the person ada/s],
    ],
  ] as const) {
    it(`is refused for ${what}`, () => {
      const problem = only(company(edit));
      assert.ok(problem.startsWith(`access:${section}.`), problem);
      for (const one of wanted) assert.match(problem, one);
      assert.match(problem, /npm run up$/);
    });
  }

  it("is refused where existing: true is what this stack made under another key", () => {
    const to = company((raw) => {
      rekey(raw, "people", "grace", "hopper");
      raw.people.hopper = { existing: true, userName: "grace" };
    });
    assert.match(only(to), /access:people\.hopper: .*call this entry "grace"/);
  });

  it("is refused where existing: true finds another one than this stack made, even when handed over", () => {
    const to = company((raw) => {
      raw.groups.engineers = { existing: true, displayName: "security" };
      raw.limits = { handOver: ["groups.engineers"] };
    });
    const existing = { ...nobody, groups: new Map([["engineers", "id of another"]]) };
    assert.match(lines(said(deployed, to, existing)).join("\n"), /finds another group/);
  });

  it("lets the administrators go after the update that names others", () => {
    const elsewhere = company((raw) => {
      delete raw.groups.administrators;
      raw.identityCenter = { administratorsElsewhere: "the identity provider" };
    });
    assert.match(only(elsewhere), /put it back without `administrators: true`, run pulumi up/);
    const lifted = company((raw) => {
      delete raw.groups.administrators?.administrators;
      raw.identityCenter = { administratorsElsewhere: "the identity provider" };
    });
    nothing(lifted);
    nothing(elsewhere, deployedOf(lifted));
  });

  it("lets nobody administer elsewhere while a group stands in for administrators", () => {
    const stopped = company((raw) => {
      const { administrators } = raw.groups;
      raw.groups = {
        ...raw.groups,
        "administrators-2": { ...administrators, description: IN_BETWEEN },
        administrators: { ...administrators, administrators: false, members: [] },
      };
    });
    const elsewhere = company((raw) => {
      delete raw.groups.administrators?.administrators;
      raw.identityCenter = { administratorsElsewhere: "the identity provider" };
    });
    const refusal = lines(said(deployedOf(stopped), elsewhere)).join("\n");
    assert.match(refusal, /"administrators-2" stands in for administrators between two updates/);
    assert.match(refusal, /give a group `administrators: true` again/);
  });

  it("may not delete more than a person would by hand", () => {
    const many = company((raw) => {
      for (let index = 0; index < 30; index += 1) {
        raw.people[`p${index}`] = { givenName: "P", familyName: `${index}` };
      }
    });
    const gone = (count: number, limits?: object) =>
      company((raw) => {
        Object.assign(raw.people, many.people);
        for (let index = 0; index < count; index += 1) delete raw.people[`p${index}`];
        if (limits) Object.assign(raw, { limits });
      });
    nothing(gone(5), deployedOf(many));
    const message = only(gone(6), deployedOf(many));
    assert.match(message, /^access:limits\.deletions: .* delete 6 .* 5 are allowed .*p0, p1/s);
    assert.match(message, /pulumi config set --path access:limits\.deletions 6/);
    nothing(gone(6, { deletions: 6 }), deployedOf(many));
    assert.match(only(gone(1, { deletions: 0 }), deployedOf(many)), /delete 1 /);
  });

  it("counts people, groups and permission sets together", () => {
    const rest = company((raw) => {
      for (const key of ["grace", "alan"]) delete raw.people[key];
      for (const key of ["engineers", "auditors"]) delete raw.groups[key];
      delete raw.permissionSets.reader;
      Object.assign(raw, { limits: { deletions: 4 } });
    });
    assert.match(only(rest), /2 of people: grace, alan; 2 of groups: .*; 1 of permissionSets/);
  });
});
