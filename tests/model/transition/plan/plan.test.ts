import assert from "node:assert/strict";
import { resolveAccess } from "../../../../model/access/resolve.ts";
import { contentOf, type SetContent } from "../../../../model/access/setContent.ts";
import type { PermissionSet } from "../../../../model/schema/permissionSet.ts";
import { planBetween } from "../../../../model/transition/plan/plan.ts";
import { planProblems } from "../../../../model/transition/plan/planProblems.ts";
import { reasonsOf } from "../../../../model/transition/plan/reasons.ts";
import { ALL_REACHED } from "../../../../model/transition/plan/sides.ts";
import { type Situation, wantedSituation } from "../../../../model/transition/plan/situation.ts";
import { stageOf } from "../../../../model/transition/plan/stage.ts";
import { parsed, type Raw } from "../world.ts";

const MANAGEMENT = "000000000001";
const ORGANIZATION = {
  managementAccountId: MANAGEMENT,
  accounts: [
    { id: MANAGEMENT, name: "management", state: "ACTIVE" },
    { id: "111111111111", name: "web", state: "ACTIVE" },
    { id: "222222222222", name: "data", state: "ACTIVE" },
  ],
};

const deny = (action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: action, Resource: "*" }],
});

/** A small company; each call gives a copy, and `edit` changes it. */
function company(edit: (raw: Raw) => void = () => {}): Raw {
  const raw: Raw = {
    people: {
      ada: { givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" },
      grace: { givenName: "Grace", familyName: "Hopper", email: "grace@example.com" },
      alan: { givenName: "Alan", familyName: "Turing", email: "alan@example.com" },
    },
    permissionSets: {
      administrator: { managedPolicies: ["AWSSSOMasterAccountAdministrator", "IAMFullAccess"] },
      builder: { managedPolicies: ["PowerUserAccess"] },
      reader: { managedPolicies: ["job-function/ViewOnlyAccess"] },
    },
    groups: {
      administrators: {
        administrators: true,
        members: ["ada"],
        access: [{ permissionSet: "administrator", accounts: ["management"] }],
      },
      engineers: {
        members: ["ada", "grace"],
        access: [
          { permissionSet: "builder", accounts: ["web"] },
          { permissionSet: "reader", accounts: ["web", "data"] },
        ],
      },
    },
  };
  edit(raw);
  return raw;
}

type Edit = (raw: Raw) => void;

function situationOf(edit: Edit): Situation {
  const { configuration, problems } = parsed(company(edit));
  const access = resolveAccess(configuration, ORGANIZATION, "2026-11-26");
  const wrong = [...problems, ...access.problems].filter(({ severity }) => severity === "error");
  assert.deepEqual(wrong, []);
  return wantedSituation(configuration, access.access);
}

/** Why each update leaves something for the next, in short. */
function planOf(before: Edit, wanted: Edit): string[][] {
  const { updates } = planBetween(situationOf(before), situationOf(wanted), MANAGEMENT);
  const accounts = new Map(ORGANIZATION.accounts.map((account) => [account.id, account]));
  return updates.map(({ draft }) =>
    reasonsOf(draft.detours, accounts).map(({ path, text }) => `${path}: ${text.split(":")[0]}`),
  );
}

const same: Edit = () => {};
const line = (raw: Raw, group: string) => raw.groups[group]?.access as Record<string, unknown>[];
const set = (raw: Raw, content: Record<string, unknown>) => {
  raw.permissionSets.builder = content;
};

const both =
  (one: Edit, other: Edit): Edit =>
  (raw) => {
    one(raw);
    other(raw);
  };

/** Has an account administer Identity Center. */
const delegating =
  (account: string): Edit =>
  (raw) => {
    raw.delegatedAdministration = { account, stack: "management" };
  };

/** Leaves what the engineers have in web to others. */
const losing: Edit = (raw) => line(raw, "engineers").shift();

const everyday: [string, Edit, Edit][] = [
  ["nothing changes", same, same],
  [
    "somebody joins",
    same,
    (raw) => {
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada", "grace", "alan"] };
    },
  ],
  [
    "somebody leaves the company",
    same,
    (raw) => {
      delete raw.people.grace;
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada"] };
    },
  ],
  ["a line is removed", same, (raw) => line(raw, "engineers").pop()],
  [
    "a line is added",
    same,
    (raw) => line(raw, "engineers").push({ permissionSet: "builder", accounts: ["data"] }),
  ],
  ["a set is widened", same, (raw) => set(raw, { managedPolicies: ["AdministratorAccess"] })],
  ["a set is narrowed", same, (raw) => set(raw, { managedPolicies: ["AmazonS3FullAccess"] })],
  [
    "a set gets a boundary",
    same,
    (raw) =>
      set(raw, {
        managedPolicies: ["PowerUserAccess"],
        permissionsBoundary: { managedPolicy: "AmazonS3FullAccess" },
      }),
  ],
  [
    "a denial changes",
    (raw) => set(raw, { managedPolicies: ["PowerUserAccess"], inlinePolicy: deny("s3:*") }),
    (raw) => set(raw, { managedPolicies: ["PowerUserAccess"], inlinePolicy: deny("ec2:*") }),
  ],
  [
    "one administrator follows another",
    same,
    (raw) => {
      raw.groups.administrators = { ...raw.groups.administrators, members: ["grace"] };
    },
  ],
  [
    "somebody moves from one group to another",
    (raw) => {
      raw.groups.auditors = {
        members: [],
        access: [{ permissionSet: "reader", accounts: ["data"] }],
      };
    },
    (raw) => {
      raw.groups.auditors = {
        members: ["grace"],
        access: [{ permissionSet: "reader", accounts: ["data"] }],
      };
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada"] };
    },
  ],
  // The boundary follows the policies, which would be without it otherwise.
  [
    "policies shrink while the boundary grows",
    (raw) =>
      set(raw, {
        managedPolicies: ["AdministratorAccess"],
        permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
      }),
    (raw) =>
      set(raw, {
        managedPolicies: ["job-function/ViewOnlyAccess"],
        permissionsBoundary: { managedPolicy: "AdministratorAccess" },
      }),
  ],
  ["an account is registered where nobody loses anything", same, delegating("web")],
  ["an account is deregistered while somebody loses access there", delegating("web"), losing],
  ["another account is registered in its place", delegating("web"), delegating("data")],
  [
    "an account is registered, and somebody gets access there",
    same,
    both(delegating("data"), (raw) =>
      line(raw, "engineers").push({ permissionSet: "builder", accounts: ["data"] }),
    ),
  ],
  [
    "an account is registered while a set is widened that is held there",
    same,
    both(delegating("web"), (raw) => set(raw, { managedPolicies: ["AdministratorAccess"] })),
  ],
  [
    "policies shrink while another denial follows",
    (raw) => set(raw, { managedPolicies: ["AdministratorAccess"], inlinePolicy: deny("iam:*") }),
    (raw) =>
      set(raw, { managedPolicies: ["AmazonS3FullAccess"], inlinePolicy: deny("s3:DeleteBucket") }),
  ],
];

const REGISTERED =
  "access:delegatedAdministration.account: web is registered as delegated administrator later";

const several: [string, Edit, Edit, string[][]][] = [
  [
    "a newcomer and a line that goes",
    same,
    (raw) => {
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada", "grace", "alan"] };
      line(raw, "engineers").pop();
    },
    [["access:groups.engineers.members: alan joins engineers later"], []],
  ],
  [
    "a delegated administrator's account and a line there that goes",
    same,
    both(delegating("web"), losing),
    [[REGISTERED], []],
  ],
  [
    "a delegated administrator's account and somebody who leaves a group with a line there",
    same,
    both(delegating("web"), (raw) => {
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada"] };
    }),
    [[REGISTERED], []],
  ],
  [
    "a delegated administrator's account and a set that is narrowed there",
    same,
    both(delegating("web"), (raw) => set(raw, { managedPolicies: ["AmazonS3FullAccess"] })),
    [[REGISTERED], []],
  ],
  [
    "a delegated administrator's account in place of another, and a line there that goes",
    delegating("data"),
    both(delegating("web"), losing),
    [[REGISTERED], []],
  ],
  [
    "a line in an account that is no delegated administrator's any more",
    delegating("data"),
    (raw) => line(raw, "engineers").push({ permissionSet: "builder", accounts: ["data"] }),
    [["access:groups.engineers.access: engineers gets builder in data later"], []],
  ],
  [
    "a newcomer to a group with a line in an account that is no delegated administrator's any more",
    delegating("data"),
    (raw) => {
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada", "grace", "alan"] };
    },
    [["access:groups.engineers.members: alan joins engineers later"], []],
  ],
  [
    "a set that is widened in an account that is no delegated administrator's any more",
    delegating("web"),
    (raw) => set(raw, { managedPolicies: ["AdministratorAccess"] }),
    [["access:permissionSets.builder: builder changes later"], []],
  ],
  [
    "a set that changes in two accounts of which one takes the other's place",
    both(delegating("web"), (raw) =>
      line(raw, "engineers").push({ permissionSet: "builder", accounts: ["data"] }),
    ),
    both(delegating("data"), (raw) => {
      line(raw, "engineers").push({ permissionSet: "builder", accounts: ["data"] });
      set(raw, { managedPolicies: ["AmazonS3FullAccess", "IAMFullAccess"] });
    }),
    // One is deregistered, the set changes, the other is registered.
    [
      ["access:permissionSets.builder: builder changes later", REGISTERED.replace("web", "data")],
      [REGISTERED.replace("web", "data")],
      [],
    ],
  ],
  [
    "a leaver and a new line",
    same,
    (raw) => {
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada"] };
      line(raw, "engineers").push({ permissionSet: "administrator", accounts: ["web"] });
    },
    [["access:groups.engineers.access: engineers gets administrator in web later"], []],
  ],
  [
    "a newcomer and a set that is narrowed",
    same,
    (raw) => {
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada", "grace", "alan"] };
      set(raw, { managedPolicies: ["AmazonS3FullAccess"] });
    },
    [["access:groups.engineers.members: alan joins engineers later"], []],
  ],
  [
    "a leaver and a set that is widened",
    same,
    (raw) => {
      raw.groups.engineers = { ...raw.groups.engineers, members: ["ada"] };
      set(raw, { managedPolicies: ["AdministratorAccess"] });
    },
    [["access:permissionSets.builder: builder changes later"], []],
  ],
  // With the denials of both, nobody has more by the one or by the other.
  [
    "customer managed policies that change together with denials",
    (raw) =>
      set(raw, {
        managedPolicies: ["PowerUserAccess"],
        customerManagedPolicies: [{ name: "tools" }],
        inlinePolicy: deny("s3:*"),
      }),
    (raw) =>
      set(raw, {
        managedPolicies: ["PowerUserAccess"],
        customerManagedPolicies: [{ name: "machines" }],
        inlinePolicy: deny("iam:*"),
      }),
    [["access:permissionSets.builder: builder changes in more than one update"], []],
  ],
  [
    "customer managed policies that change together with their boundary",
    (raw) =>
      set(raw, {
        customerManagedPolicies: [{ name: "tools" }],
        permissionsBoundary: { customerManagedPolicy: { name: "before" } },
      }),
    (raw) =>
      set(raw, {
        customerManagedPolicies: [{ name: "machines" }],
        permissionsBoundary: { customerManagedPolicy: { name: "after" } },
      }),
    [
      [
        "access:permissionSets.builder: builder changes in more than one update, and in between it may allow less than before and afterwards, or nothing",
      ],
      [],
    ],
  ],
  [
    "administrators who follow each other together with their permission set",
    same,
    (raw) => {
      raw.permissionSets.successor = {
        managedPolicies: ["AWSSSOMasterAccountAdministrator", "PowerUserAccess"],
      };
      raw.groups.administrators = {
        administrators: true,
        members: ["grace"],
        access: [{ permissionSet: "successor", accounts: ["management"] }],
      };
    },
    [
      [
        "access:groups.administrators.members: grace joins administrators later",
        "access:groups.administrators.access: administrators gets successor in management later",
        "access:groups.administrators: grace has successor in management through a group of its own in between, administrators-2",
      ],
      [],
    ],
  ],
  [
    "administrators who follow each other with their permission set, while customer managed policies change with denials",
    (raw) => set(raw, { customerManagedPolicies: [{ name: "tools" }], inlinePolicy: deny("s3:*") }),
    (raw) => {
      set(raw, { customerManagedPolicies: [{ name: "machines" }], inlinePolicy: deny("iam:*") });
      raw.permissionSets.successor = { managedPolicies: ["AWSSSOMasterAccountAdministrator"] };
      raw.groups.administrators = {
        administrators: true,
        members: ["grace"],
        access: [{ permissionSet: "successor", accounts: ["management"] }],
      };
    },
    [
      [
        "access:permissionSets.builder: builder changes in more than one update",
        "access:groups.administrators.members: grace joins administrators later",
        "access:groups.administrators.access: administrators gets successor in management later",
        "access:groups.administrators: grace has successor in management through a group of its own in between, administrators-2",
      ],
      [],
    ],
  ],
  [
    "a permission set of whose name only the letters' case changes",
    same,
    (raw) => {
      raw.permissionSets.reader = { ...raw.permissionSets.reader, name: "Reader" };
    },
    [
      [
        'access:permissionSets.reader.name: "Reader" is but for its letters that of the permission set reader; reader is called "Reader-2" in between',
      ],
      [],
    ],
  ],
  [
    "two groups with the longest names that swap them",
    (raw) => {
      raw.groups.auditors = { displayName: "ä".repeat(512), members: [], access: [] };
      raw.groups.engineers = { ...raw.groups.engineers, displayName: "e".repeat(1024) };
    },
    (raw) => {
      raw.groups.auditors = { displayName: "e".repeat(1024), members: [], access: [] };
      raw.groups.engineers = { ...raw.groups.engineers, displayName: "ä".repeat(512) };
    },
    [
      [
        `access:groups.engineers.displayName: "${"ä".repeat(512)}" is still that of the group auditors; engineers keeps its own until then`,
        `access:groups.auditors.displayName: "${"e".repeat(1024)}" is still that of the group engineers; auditors is called "${"e".repeat(1022)}-2" in between`,
      ],
      [
        `access:groups.auditors.displayName: "${"e".repeat(1024)}" is still that of the group engineers; auditors keeps its own until then`,
      ],
      [],
    ],
  ],
  [
    "administrators who leave while their permission set goes",
    same,
    (raw) => {
      delete raw.people.ada;
      delete raw.permissionSets.administrator;
      raw.permissionSets.successor = { managedPolicies: ["AWSSSOMasterAccountAdministrator"] };
      raw.groups.engineers = { ...raw.groups.engineers, members: ["grace"] };
      raw.groups.administrators = {
        administrators: true,
        members: ["grace"],
        access: [{ permissionSet: "successor", accounts: ["management"] }],
      };
    },
    [
      [
        "access:groups.administrators.members: grace joins administrators later",
        "access:groups.administrators.access: administrators gets successor in management later",
        "access:groups.administrators: grace has successor in management through a group of its own in between, administrators-2",
      ],
      [],
    ],
  ],
  [
    "two groups that swap their names",
    (raw) => {
      raw.groups.auditors = { displayName: "Audit", members: [], access: [] };
      raw.groups.engineers = { ...raw.groups.engineers, displayName: "Engineering" };
    },
    (raw) => {
      raw.groups.auditors = { displayName: "Engineering", members: [], access: [] };
      raw.groups.engineers = { ...raw.groups.engineers, displayName: "Audit" };
    },
    [
      [
        'access:groups.engineers.displayName: "Audit" is still that of the group auditors; engineers keeps its own until then',
        'access:groups.auditors.displayName: "Engineering" is still that of the group engineers; auditors is called "Engineering-2" in between',
      ],
      [
        'access:groups.auditors.displayName: "Engineering" is still that of the group engineers; auditors keeps its own until then',
      ],
      [],
    ],
  ],
];

/** What nobody knows a way for: what is said of it begins so. */
const impossible: [string, Edit, Edit, string][] = [
  [
    "the only administrators' policies change together with their boundary",
    (raw) => {
      raw.permissionSets.administrator = {
        managedPolicies: ["AWSSSOMasterAccountAdministrator"],
        customerManagedPolicies: [{ name: "tools" }],
        permissionsBoundary: { customerManagedPolicy: { name: "before" } },
      };
    },
    (raw) => {
      raw.permissionSets.administrator = {
        managedPolicies: ["AWSSSOMasterAccountAdministrator"],
        customerManagedPolicies: [{ name: "machines" }],
        permissionsBoundary: { customerManagedPolicy: { name: "after" } },
      };
    },
    "two things can't both hold: that somebody can administer Identity Center all the time, and that administrator never allows more",
  ],
];

/** Whatever AWS would bring to a closed account has to wait until the set isn't assigned there any more. */
const brought: [string, Record<string, unknown>][] = [
  ["policies", { managedPolicies: ["AmazonS3FullAccess"] }],
  ["description", { managedPolicies: ["PowerUserAccess"], description: "Builds" }],
  ["session duration", { managedPolicies: ["PowerUserAccess"], sessionDuration: "PT8H" }],
  ["relay state", { managedPolicies: ["PowerUserAccess"], relayState: "https://example.com/" }],
  ["policies and description", { managedPolicies: ["ReadOnlyAccess"], description: "Reads" }],
];

describe("the plan of updates", () => {
  for (const [what, content] of brought) {
    it(`changes the ${what} of a set only when it has left a closed account`, () => {
      const before = situationOf((raw) => {
        line(raw, "engineers").push({ permissionSet: "builder", accounts: ["data"] });
      });
      const { configuration } = parsed(company((raw) => set(raw, content)));
      const { access } = resolveAccess(configuration, ORGANIZATION, "2026-11-26");
      const closed = new Set(["222222222222"]);
      const wanted = wantedSituation(configuration, access);
      // The state says "" of what isn't set, and the provider takes none.
      const unset = { ...before.contents.get("builder"), description: "", relayState: "" };
      const state = new Map([...before.contents, ["builder", unset as SetContent]]);
      const { updates } = planBetween({ ...before, contents: state }, wanted, MANAGEMENT, {
        ...ALL_REACHED,
        closed,
      });
      const contents = updates.map((update) => {
        const staged = stageOf(update, configuration, access);
        return contentOf(staged.configuration.permissionSets.builder as PermissionSet);
      });
      const expected = [before, wanted].map(({ contents }) => contents.get("builder"));
      assert.deepEqual(contents, expected);
    });
  }

  it("brings a set to its accounts once more only when it has left a closed account", () => {
    const before = situationOf((raw) => {
      line(raw, "engineers").push({ permissionSet: "builder", accounts: ["data"] });
    });
    const { configuration } = parsed(company());
    const { access } = resolveAccess(configuration, ORGANIZATION, "2026-11-26");
    const wanted = wantedSituation(configuration, access);
    const closed = new Set(["222222222222"]);
    const updates = (waiting: readonly string[]) =>
      planBetween(before, wanted, MANAGEMENT, { closed, waiting: new Set(waiting) }).updates;
    assert.equal(updates([]).length, 1);
    assert.equal(updates(["builder"]).length, 2);
  });

  it("changes no set that is assigned in a closed account, whoever takes the risk: AWS would refuse it", () => {
    const before = situationOf((raw) => {
      line(raw, "engineers").push({ permissionSet: "builder", accounts: ["data"] });
    });
    const { configuration } = parsed(
      company((raw) => {
        set(raw, brought[0]?.[1] ?? {});
        raw.limits = { unplannedTransitions: "allow" };
      }),
    );
    const { access } = resolveAccess(configuration, ORGANIZATION, "2026-11-26");
    const wanted = wantedSituation(configuration, access);
    const plan = planBetween(before, wanted, MANAGEMENT, {
      ...ALL_REACHED,
      closed: new Set(["222222222222"]),
    });
    const [problem] = planProblems(plan, configuration, access.accounts, []);
    assert.equal(problem?.severity, "error");
    assert.match(problem?.steps?.join() ?? "", /closed or suspended: 222222222222 \(data\)/);
  });

  it("holds back a registration as a whole, and says in words why one update can't do it", () => {
    const { configuration } = parsed(company(both(delegating("web"), losing)));
    const { access } = resolveAccess(configuration, ORGANIZATION, "2026-11-26");
    for (const before of [same, delegating("data")]) {
      const wanted = wantedSituation(configuration, access);
      const plan = planBetween(situationOf(before), wanted, MANAGEMENT);
      const stages = plan.updates.map((update) => stageOf(update, configuration, access).access);
      assert.deepEqual(
        stages.map(({ registeredId }) => registeredId),
        [undefined, "111111111111"],
      );
      const [problem] = planProblems(plan, configuration, access.accounts, ["npm run up"]);
      assert.equal(problem?.severity, "error");
      assert.deepEqual(problem?.steps, [
        "web is registered as delegated administrator later: ada, grace would administer Identity Center through what builder gives there until the end of the update, and for good if its removal fails",
        "npm run up",
      ]);
    }
  });

  for (const [what, before, wanted, said] of impossible) {
    it(`is none where ${what}`, () => {
      const plan = planBetween(situationOf(before), situationOf(wanted), MANAGEMENT);
      const { configuration } = parsed(company(wanted));
      const [problem] = planProblems(plan, configuration, new Map(), []);
      assert.ok(problem?.message.startsWith(said), problem?.message);
    });
  }

  for (const [what, before, wanted] of everyday) {
    it(`is one update where ${what}`, () => {
      assert.deepEqual(planOf(before, wanted), [[]]);
    });
  }

  for (const [what, before, wanted, plan] of several) {
    it(`is ${plan.length} updates for ${what}`, () => {
      assert.deepEqual(planOf(before, wanted), plan);
    });
  }
});
