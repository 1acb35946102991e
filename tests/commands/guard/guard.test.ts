import assert from "node:assert/strict";
import { readDigest } from "../../../commands/guard/digest.ts";
import { allowedLoss, type GuardSettings, guard } from "../../../commands/guard/guard.ts";
import type { Approval } from "../../../model/schema/approvals.ts";
import {
  accessGroup,
  arnOf,
  assignment,
  attached,
  boundary,
  bucket,
  bucketPolicy,
  create,
  customer,
  group,
  identityCenter,
  inline,
  MANAGEMENT,
  managed,
  member,
  person,
  preview,
  registration,
  remove,
  replace,
  same,
  set,
  type TestResource,
  type TestStep,
  trusted,
  UNKNOWN,
  update,
  within,
} from "./preview.ts";

const TODAY = "2027-03-01";
const DEV = "222222222222";
const PROD = "333333333333";

type Steps = readonly (TestStep | readonly TestStep[])[];

/** What the program warns of in a preview that changes nothing. */
function warned(...messages: readonly string[]) {
  const diagnostics = messages.map((message) => ({ severity: "warning", message }));
  return readDigest({ ...preview(same(person("ada"))), diagnostics }, "preview.json");
}

function judge(
  steps: Steps,
  approvals: readonly Approval[] = [],
  more: Partial<GuardSettings> = {},
) {
  const digest = readDigest(preview(...steps), "preview.json");
  return guard(digest, { approvals: [...approvals] }, { today: TODAY, ...more });
}

/** What is refused, in short: `person grace`. */
function refused(...args: Parameters<typeof judge>): string[] {
  return judge(...args)
    .findings.filter(({ approval }) => !approval)
    .map(({ kind, name }) => `${kind} ${name}`);
}

const admins = accessGroup("admins", true);
const adminGroup = within(admins, group("admins"));
const adminMember = within(admins, member("ada", "admins"));
const adminAssignment = within(admins, assignment("admins", "root", MANAGEMENT));
const adminPolicies = managed("root", "AWSSSOMasterAccountAdministrator", "IAMFullAccess");
const engineers = group("engineers");

/** Three people; ada administers by a marked group; engineers read in two accounts, and a group from elsewhere in one. */
const STACK: readonly TestResource[] = [
  identityCenter(),
  admins,
  adminGroup,
  adminMember,
  adminAssignment,
  set("root"),
  adminPolicies,
  person("ada"),
  person("grace"),
  person("alan"),
  engineers,
  member("grace", "engineers"),
  member("alan", "engineers"),
  set("reader"),
  managed("reader", "job-function/ViewOnlyAccess"),
  assignment("engineers", "reader", DEV),
  assignment("engineers", "reader", PROD),
  assignment("elsewhere", "reader", DEV),
];

/** The stack, where some resources are in other steps than `same`. */
function stack(...steps: Steps): Steps {
  const changed = new Set(steps.flat().map(({ urn, oldState }) => oldState?.urn ?? urn));
  return [...STACK.filter(({ urn }) => !changed.has(urn)).map(same), ...steps];
}

const ALLOW_ALL = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
const external = (one: TestResource): TestResource => ({ ...one, external: true, inputs: {} });

describe("what guard refuses in a delegated administrator of Identity Center", () => {
  const delegated = { delegatedAdministrators: [PROD] };
  const power = (account: string) =>
    stack(
      update(
        managed("reader", "job-function/ViewOnlyAccess"),
        managed("reader", "PowerUserAccess"),
      ),
      create(assignment("elsewhere", "reader", account)),
    );

  it("is what would be refused in the management account, with people who change access through it", () => {
    const { findings } = judge(power(DEV), [], delegated);
    const found = findings.map(({ kind, name }) => `${kind} ${name}`);
    assert.deepEqual(found, ["administrator alan", "administrator grace"]);
    const seen = findings[0]?.seen ?? "";
    assert.match(seen, /permission set reader in 333333333333, a delegated administrator/);
  });

  it("is known from its registration, on the side of the preview that has it", () => {
    const both = ["administrator alan", "administrator grace"];
    const powerful = managed("reader", "PowerUserAccess");
    const here = registration(PROD);
    const itself = `administrator ${PROD}`;
    for (const [steps, found] of [
      [[same(here), ...power(DEV)], both],
      [[create(here), ...stack(same(powerful))], [itself, ...both].sort()],
      [[same(here), ...stack(same(powerful))], []],
      [[remove(here), ...stack(same(powerful))], []],
      [[update(registration(DEV), here), ...stack(same(powerful))], [itself]],
      [[...replace(here), ...stack()], []],
      [[create(here), ...stack()], [itself]],
      [[{ ...create(here), op: "import" }, ...stack()], []],
      [[create(registration(PROD, "guardduty.amazonaws.com")), ...stack(same(powerful))], []],
    ] as const) {
      assert.deepEqual(refused(steps).sort(), found);
    }
    const [finding] = judge([create(registration(UNKNOWN)), ...stack()]).findings;
    assert.equal(finding?.name, "an account that isn't known yet");
    assert.match(finding.seen, /will administer Identity Center .* root user too/);
    const approval = { what: "administrator", reason: "r", by: "ada", until: TODAY } as const;
    const first = [create(here), ...stack()];
    assert.deepEqual(refused(first, [{ ...approval, who: PROD }]), []);
    assert.deepEqual(refused(first, [{ ...approval, who: DEV }]), [itself]);
  });

  it("is nothing else", () => {
    assert.deepEqual(refused(power(DEV)), []);
    const reads = stack(create(assignment("elsewhere", "reader", PROD)));
    assert.deepEqual(refused(reads, [], delegated), []);
  });
});

describe("what guard refuses", () => {
  const CASES: Readonly<Record<string, readonly [Steps, readonly string[]]>> = {
    "nothing, where nothing changes": [stack(), []],
    "nothing, where a person comes": [
      stack(
        create(person("mary")),
        create(member("mary", "engineers"), { memberId: person("mary") }),
      ),
      [],
    ],
    "nothing, where a line comes": [
      stack(create(assignment("engineers", "reader", "444444444444"))),
      [],
    ],
    "nothing, where a person's title changes": [
      stack(update(person("grace"), person("grace", { title: "Engineer" }))),
      [],
    ],
    "nothing, where a resource of another service changes": [
      stack(update(bucket("logs"), bucket("logs")), remove(bucket("old")), replace(bucket("b"))),
      [],
    ],
    "a person who is deleted": [
      stack(remove(person("grace")), remove(member("grace", "engineers"))),
      ["person grace"],
    ],
    "a person who is replaced": [stack(replace(person("grace"), "userName")), ["person grace"]],
    "a group that is deleted": [stack(remove(group("idle"))), ["group idle"]],
    "a group that is replaced": [stack(replace(group("idle"))), ["group idle"]],
    "a permission set that is deleted": [stack(remove(set("idle"))), ["permission-set idle"]],
    "a permission set that is replaced": [stack(replace(set("reader"))), ["permission-set reader"]],
    "only the replacement that is shown without --show-replacement-steps": [
      stack(replace(set("reader")).filter(({ op }) => op === "replace")),
      ["permission-set reader"],
    ],
    "a person who is left over from an earlier update": [
      stack(same(person("grace")), {
        op: "delete",
        urn: person("grace").urn,
        oldState: { ...person("grace"), id: "d-1/u-old", delete: true },
      }),
      ["person grace"],
    ],
    "a person who is only read from now on": [
      stack({
        op: "read",
        urn: person("grace").urn,
        oldState: person("grace"),
        newState: external(person("grace")),
      }),
      ["person grace"],
    ],
    "nobody who was only read before": [
      stack({
        op: "read",
        urn: person("grace").urn,
        oldState: external(person("grace")),
        newState: external(person("grace")),
      }),
      [],
    ],
    "a group that isn't read any longer": [
      stack({ op: "discard", urn: group("idp").urn, oldState: external(group("idp")) }),
      ["group idp"],
    ],
    "a set that an imported one replaces": [
      stack({
        op: "import-replacement",
        urn: set("reader").urn,
        oldState: set("reader"),
        newState: set("reader"),
      }),
      ["permission-set reader"],
    ],
    "a person by a short type": [
      stack(remove({ ...person("mary"), type: "aws:identitystore:User" })),
      ["person mary"],
    ],
    "what had another type before": [
      stack({
        op: "replace",
        urn: "urn:pulumi:prod::access::other:index:Person::mary",
        oldState: person("mary"),
        newState: { ...person("mary"), type: "other:index:Person" },
      }),
      ["person mary"],
    ],
    "a permission set of aws-native": [
      stack(remove({ ...set("native"), type: "aws-native:sso:PermissionSet" })),
      ["permission-set native"],
    ],
    "a group whose name holds colons": [stack(remove(group("a::b"))), ["group a::b"]],

    "a new member of a marked group": [
      stack(create(within(admins, member("grace", "admins")))),
      ["administrator grace"],
    ],
    "a new person in a marked group": [
      stack(
        create(person("mary")),
        create(within(admins, member("mary", "admins")), { memberId: person("mary") }),
      ),
      ["administrator mary"],
    ],
    "a member of a marked group whom nobody knows yet": [
      stack(create(within(admins, member("mary", "admins")), { memberId: bucket("x") })),
      ["administrator mary"],
    ],
    "a group that is marked from now on": [
      stack(
        create(accessGroup("crew", true)),
        create(within(accessGroup("crew", true), group("crew"))),
        create(within(accessGroup("crew", true), member("grace", "crew")), {
          groupId: within(accessGroup("crew", true), group("crew")),
        }),
      ),
      ["administrator grace"],
    ],
    "a group from elsewhere that is marked from now on": [
      stack(
        update(accessGroup("crew"), accessGroup("crew", true)),
        same(within(accessGroup("crew"), assignment("crew", "reader", DEV))),
      ),
      ["administrator crew"],
    ],
    "a group that gets an administrating set in the management account": [
      stack(create(assignment("engineers", "root", MANAGEMENT))),
      ["administrator alan", "administrator grace"],
    ],
    "nobody who gets it in another account": [
      stack(create(assignment("engineers", "root", DEV))),
      [],
    ],
    "people of a group that nobody knows": [
      stack(create(assignment("elsewhere", "root", MANAGEMENT))),
      ["administrator g-elsewhere"],
    ],
    "a person with an assignment of its own": [
      stack(
        create(
          assignment("grace", "root", MANAGEMENT, {
            principalType: "USER",
            principalId: "u-grace",
          }),
        ),
      ),
      ["administrator grace"],
    ],
    "a set that isn't in the preview": [
      stack(create(assignment("engineers", "control-tower", MANAGEMENT))),
      ["administrator alan", "administrator grace"],
    ],
    "an account that isn't known yet": [
      stack(create(assignment("engineers", "root", UNKNOWN))),
      ["administrator alan", "administrator grace"],
    ],
    "a set with a policy of the account itself, in the management account": [
      stack(
        create(customer("reader", "own")),
        create(assignment("engineers", "reader", MANAGEMENT)),
      ),
      ["administrator alan", "administrator grace"],
    ],
    "a set with a policy of AWS that nobody here knows, in the management account": [
      stack(
        same(set("new")),
        same(managed("new", "BrandNewAccess")),
        create(assignment("engineers", "new", MANAGEMENT)),
      ),
      ["administrator alan", "administrator grace"],
    ],
    "nobody, where a set that only reads comes to the management account": [
      stack(create(assignment("engineers", "reader", MANAGEMENT))),
      [],
    ],
    "somebody who moves from one administrators' group to another only by that": [
      stack(
        remove(adminMember),
        create(accessGroup("crew", true)),
        create(within(accessGroup("crew", true), member("ada", "crew"))),
      ),
      ["administrators-access ada"],
    ],

    "people whose set in the management account gets more": [
      stack(
        same(assignment("engineers", "reader", MANAGEMENT)),
        update(
          managed("reader", "job-function/ViewOnlyAccess"),
          managed("reader", "IAMFullAccess"),
        ),
      ),
      ["administrator alan", "administrator grace", "privilege reader"],
    ],
    "a member who moves to a marked group": [
      stack({
        ...(replace(member("grace", "engineers"), "groupId")[1] as TestStep),
        newState: within(admins, member("grace", "admins")),
      }),
      ["administrator grace"],
    ],
    "a group of two that a value may come from": [
      stack(create(member("grace", "x"), { groupId: engineers }), {
        ...create(member("alan", "y")),
        newState: {
          ...create(member("alan", "y")).newState,
          inputs: { groupId: UNKNOWN, memberId: "u-alan" },
          propertyDependencies: { groupId: [engineers.urn, adminGroup.urn] },
        },
      }),
      ["administrator alan"],
    ],

    "a policy that administers, attached to any set": [
      stack(
        update(
          managed("reader", "job-function/ViewOnlyAccess"),
          managed("reader", "IAMFullAccess"),
        ),
      ),
      ["privilege reader"],
    ],
    "the same by a resource of its own": [
      stack(create(attached("reader", "AdministratorAccess"))),
      ["privilege reader"],
    ],
    "the same to a set that is made elsewhere": [
      stack(create(attached("control-tower", "AdministratorAccess"))),
      [`privilege arn:aws:sso:::permissionSet/ssoins-1/ps-control-tower`],
    ],
    "a policy of AWS that nobody here knows": [
      stack(create(attached("reader", "BrandNewAdministratorAccess"))),
      ["privilege reader"],
    ],
    "an inline policy that allows everything": [
      stack(create(inline("reader", ALLOW_ALL))),
      ["privilege reader"],
    ],
    "an inline policy that is secret": [
      stack(create(inline("reader", "[secret]"))),
      ["privilege reader"],
    ],
    "an inline policy that isn't known yet": [
      stack(create(inline("reader", UNKNOWN))),
      ["privilege reader"],
    ],
    "an inline policy that stays secret, and changes": [
      stack(update(inline("reader", "[secret]"), inline("reader", "[secret]"))),
      ["privilege reader"],
    ],
    "a new set that administers": [
      stack(
        create(set("all")),
        create(managed("all", "AdministratorAccess"), { permissionSetArn: set("all") }),
      ),
      ["privilege all"],
    ],
    "a boundary that goes": [
      [
        ...stack(
          same(managed("builder", "IAMFullAccess")),
          same(set("builder")),
          remove(boundary("builder", "ReadOnlyAccess")),
        ),
      ],
      ["privilege builder"],
    ],
    "nothing, where a set gets power users' access": [
      stack(
        update(
          managed("reader", "job-function/ViewOnlyAccess"),
          managed("reader", "PowerUserAccess"),
        ),
      ),
      [],
    ],

    "a policy of the administrators' set that changes": [
      stack(update(adminPolicies, managed("root", "AWSSSOMasterAccountAdministrator"))),
      ["administrators-access root-managed"],
    ],
    "a policy that comes to the administrators' set": [
      stack(create(inline("root", { Version: "2012-10-17", Statement: [] }))),
      ["administrators-access root-inline"],
    ],
    "the administrators' set, where its session changes": [
      stack(
        update(set("root"), { ...set("root"), inputs: { name: "root", sessionDuration: "PT12H" } }),
      ),
      ["administrators-access root"],
    ],
    "an administrator's address that changes": [
      stack(update(person("ada"), person("ada", { emails: { value: "eve@example.com" } }))),
      ["administrators-access ada"],
    ],
    "an administrator who leaves the group": [
      stack(remove(adminMember)),
      ["administrators-access ada"],
    ],
    "an administrator who is deleted": [
      stack(remove(person("ada")), remove(adminMember)),
      ["administrators-access ada", "administrators-access ada", "person ada"],
    ],
    "the administrators' assignment that goes": [
      stack(remove(adminAssignment)),
      [`administrators-access root/${MANAGEMENT}`],
    ],
    "the administrators' group that changes": [
      stack(update(adminGroup, { ...adminGroup, inputs: { displayName: "Admins" } })),
      ["administrators-access admins"],
    ],
    "the mark that goes": [
      stack(update(admins, accessGroup("admins", false))),
      ["administrators-access admins"],
    ],
    "nothing, where the engineers' assignment goes": [
      stack(remove(assignment("engineers", "reader", DEV))),
      [],
    ],

    "a protected bucket that is deleted": [
      stack(remove({ ...bucket("logs"), protect: true })),
      ["protected logs"],
    ],
    "a retained bucket that is replaced": [
      stack(replace({ ...bucket("logs"), retainOnDelete: true })),
      ["protected logs"],
    ],
    "a protected person who is deleted, by both": [
      stack(remove({ ...person("mary"), protect: true })),
      ["person mary", "protected mary"],
    ],
    "nothing, where a bucket's policy is made under another name": [
      stack(create(bucketPolicy("trail-2", "logs")), remove(bucketPolicy("trail-1", "logs"))),
      [],
    ],
    "nothing, where it stays under another name": [
      stack(same(bucketPolicy("trail-2", "logs")), remove(bucketPolicy("trail-1", "logs"))),
      [],
    ],
    "a bucket's policy that goes, beside one of another bucket": [
      stack(create(bucketPolicy("trail-2", "b")), remove(bucketPolicy("trail-1", "logs"))),
      ["protected trail-1"],
    ],
    "one that is no longer to stay under another name": [
      stack(
        create({ ...bucketPolicy("trail-2", "logs"), retainOnDelete: false }),
        remove(bucketPolicy("trail-1", "logs")),
      ),
      ["protected trail-1"],
    ],
    "a bucket that is forgotten, beside a new one that is just like it": [
      stack(
        create({ ...bucket("b-2"), retainOnDelete: true }),
        remove({ ...bucket("b-1"), retainOnDelete: true }),
      ),
      ["protected b-1"],
    ],
    "a boundary that is made anew as it is": [
      stack(replace(boundary("reader", "Limit"), "none")),
      ["security-control reader-boundary"],
    ],
    "an inline policy that is made anew": [
      stack(replace(inline("reader", { Statement: [] }), "none")),
      ["security-control reader-inline"],
    ],
    "trusted access that is made anew": [
      stack(replace(trusted("iam.amazonaws.com"), "none")),
      ["security-control trusted-iam.amazonaws.com"],
    ],
    "nothing, where another service is trusted in its place": [
      stack(replace(trusted("iam.amazonaws.com"), "servicePrincipal")),
      [],
    ],
    "nothing, where a boundary is secret and becomes another": [
      stack(replace(boundary("reader", "[secret]"), "permissionsBoundary")),
      [],
    ],
    "protection that is taken away": [
      stack({
        ...same({ ...bucket("logs"), protect: true }),
        newState: { ...bucket("logs"), protect: false },
      }),
      ["protected logs"],
    ],
    "nothing, where protection stays or comes": [
      stack(same({ ...bucket("logs"), protect: true }), {
        ...same(bucket("b")),
        newState: { ...bucket("b"), protect: true },
      }),
      [],
    ],

    "an operation that nobody knows": [
      stack({ op: "teleport", urn: bucket("logs").urn, oldState: bucket("logs") }),
      ["unknown-operation logs"],
    ],
    "one that is called like a property of all objects": [
      stack({ op: "constructor", urn: bucket("logs").urn }),
      ["unknown-operation logs"],
    ],
    "a group without the state that it had": [
      stack({ op: "delete", urn: group("idle").urn }),
      ["unjudged idle", "group idle"],
    ],
    "a membership in a group that isn't known yet": [
      stack(create(member("grace", "x"), { groupId: bucket("x") })),
      ["unjudged x/grace"],
    ],
  };

  for (const [what, [steps, wanted]] of Object.entries(CASES)) {
    it(what, () => assert.deepEqual(refused(steps).sort(), [...wanted].sort()));
  }

  it("what the program says of protection that goes, once, and what is approved of it by its path", () => {
    const off =
      "Pulumi.prod.yaml:9: access:alarms: takes protection away: it is off now; write enabled: true";
    const found = (approvals: readonly Approval[], ...messages: readonly string[]) =>
      guard(warned(...messages), { approvals: [...approvals] }, { today: TODAY }).findings.map(
        ({ kind, name, seen, approval }) => `${kind} ${name}: ${seen} ${approval !== undefined}`,
      );
    const told = (isApproved: boolean) => [
      `security-control access:alarms: it is off now; write enabled: true ${isApproved}`,
    ];
    assert.deepEqual(found([], off, `${off}\n`, "access:alarms: something else"), told(false));
    const approval = (who: string) =>
      ({ what: "security-control", who, reason: "moves", by: "ada", until: "2027-03-02" }) as const;
    assert.deepEqual(found([approval("access:alarms")], off), told(true));
    assert.deepEqual(found([approval("access:auditTrail")], off), told(false));
  });

  it("what the program says of people who are in a group past the stack, by the group's key", () => {
    const said = (path: string) =>
      `Pulumi.prod.yaml:9: ${path}: lets in whom nobody wrote down: zoe is in this group: it gets x`;
    for (const [path, who] of [
      ["access:groups.ops", "ops"],
      ["configuration.groups.ops", "ops"],
      ['access:groups["the ops: all"]', "the ops: all"],
    ] as const) {
      const approval = { what: "member", reason: "x", by: "ada", until: "2027-03-02" } as const;
      for (const approvals of [[], [{ ...approval, who }]]) {
        const { findings } = guard(warned(said(path)), { approvals }, { today: TODAY });
        assert.deepEqual(
          findings.map(({ kind, name, seen, approval }) => [kind, name, seen, !approval]),
          [["member", who, "zoe is in this group: it gets x", approvals.length === 0]],
        );
      }
    }
  });

  it("whom the program says that it lets in, and what roles for emergencies get, approved by their names", () => {
    const messages = [
      "emergency/Pulumi.prod.yaml:4: warning: access:emergency.users[1]: lets in: mallory may come in; take it back",
      "access:emergency.roles.reader.managedPolicies: gives more: reader gets AdministratorAccess; take it back",
    ];
    const found = (...approvals: readonly Approval[]) =>
      guard(warned(...messages), { approvals: [...approvals] }, { today: TODAY }).findings.map(
        ({ kind, name, seen, approval }) => `${kind} ${name} ${seen} ${approval !== undefined}`,
      );
    const told = (isIn: boolean, isMore: boolean) => [
      `administrator mallory may come in; take it back ${isIn}`,
      `privilege reader gets AdministratorAccess; take it back ${isMore}`,
    ];
    const until = "2027-03-02";
    const approval = (what: "administrator" | "privilege", who: string) =>
      ({ what, who, reason: "moves", by: "ada", until }) as const;
    assert.deepEqual(found(), told(false, false));
    assert.deepEqual(
      found(approval("administrator", "mallory"), approval("privilege", "reader")),
      told(true, true),
    );
    assert.deepEqual(found(approval("privilege", "mallory")), told(false, false));
  });

  it("a preview without what doesn't change, as far as it touches access", () => {
    const digest = readDigest(
      { ...preview(remove(person("mary"))), changeSummary: { delete: 1, same: 20 } },
      "preview.json",
    );
    const { findings, passed } = guard(digest, { approvals: [] }, { today: TODAY });
    assert.ok(!passed);
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ["unjudged", "person"],
    );
    assert.match(findings[0]?.seen ?? "", /^20 resources .*--show-sames$/);
  });

  it("what is seen, in words", () => {
    const seen = (...steps: Steps) => judge(stack(...steps)).findings.map((one) => one.seen);
    const kept = { ...person("mary"), retainOnDelete: true };
    for (const [steps, words] of [
      [
        replace(set("reader")),
        ["is replaced by another since name changes, with its roles in all accounts"],
      ],
      [
        [remove(kept)],
        [
          "is deleted in this stack, and AWS keeps the old one",
          "User is forgotten by this stack, and stays in AWS: it has retainOnDelete",
        ],
      ],
      [
        [create(assignment("engineers", "root", MANAGEMENT))],
        [0, 1].map(
          () =>
            `will administer from now on: permission set root in ${MANAGEMENT} (IAMFullAccess), through group engineers`,
        ),
      ],
      [
        [create(assignment("elsewhere", "root", MANAGEMENT))],
        [
          `has members that nobody knows here, and they will administer from now on: permission set root in ${MANAGEMENT} (IAMFullAccess)`,
        ],
      ],
      [
        [
          create(customer("reader", "own")),
          create(
            assignment("grace", "reader", MANAGEMENT, {
              principalType: "USER",
              principalId: "u-grace",
            }),
          ),
        ],
        [
          `may administer from now on: permission set reader in ${MANAGEMENT} (what own allows is written in each account)`,
        ],
      ],
      [
        [remove(assignment("elsewhere", "reader", DEV))],
        [`nobody knows here how many people lose reader in ${DEV}`],
      ],
    ] as const) {
      assert.deepEqual(seen(...steps), words);
    }
  });

  it("nothing in one that touches other things alone", () => {
    const steps = preview(update(bucket("a"), bucket("b")));
    const digest = readDigest({ ...steps, changeSummary: { update: 1, same: 20 } }, "preview.json");
    assert.ok(guard(digest, { approvals: [] }, { today: TODAY }).passed);
  });
});

describe("what guard refuses of aws-native", () => {
  const native = (one: TestResource, type: string, inputs: Record<string, unknown> = {}) => ({
    ...one,
    urn: one.urn.replace(one.type, type),
    type,
    inputs: { ...one.inputs, ...inputs },
  });
  const admin = (more: Record<string, unknown> = {}) =>
    native(
      { ...set("root"), outputs: { permissionSetArn: arnOf("root") } },
      "aws-native:sso:PermissionSet",
      { managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"], ...more },
    );
  const crew = native(group("crew"), "aws-native:identitystore:Group");
  const joins = (name: string) =>
    native(member(name, "crew"), "aws-native:identitystore:GroupMembership", {
      memberId: { userId: `u-${name}` },
    });
  const line = native(assignment("crew", "root", MANAGEMENT), "aws-native:sso:Assignment");
  const crewed = [identityCenter(), admin(), crew, joins("ada"), line, person("ada")];
  const inStack = (...steps: Steps): Steps => {
    const changed = new Set(steps.flat().map(({ urn }) => urn));
    return [...crewed.filter(({ urn }) => !changed.has(urn)).map(same), ...steps];
  };

  for (const [what, steps, wanted] of [
    ["nothing", inStack(), []],
    ["a new administrator", inStack(create(joins("grace"))), ["administrator u-grace"]],
    [
      "a set that changes and gets more",
      inStack(update(admin({ managedPolicies: [] }), admin())),
      ["administrator ada", "privilege root"],
    ],
    [
      "the administrators' set that changes",
      inStack(update(admin(), admin({ managedPolicies: [] }))),
      ["administrators-access root"],
    ],
    [
      "their assignment that goes",
      inStack(remove(line)),
      [`administrators-access crew/root/${MANAGEMENT}`],
    ],
  ] as const) {
    it(what, () => assert.deepEqual(refused(steps).sort(), [...wanted].sort()));
  }
});

describe("the management account", () => {
  const unknown = STACK.filter(({ urn }) => urn !== identityCenter().urn).map(same);
  const widened = [...unknown, create(assignment("engineers", "root", DEV))];

  it("may be any where nobody says which", () => {
    assert.deepEqual(refused(widened), ["administrator alan", "administrator grace"]);
  });

  it("is the one that is given", () => {
    assert.deepEqual(refused(widened, [], { managementAccount: MANAGEMENT }), []);
    assert.equal(refused(widened, [], { managementAccount: DEV }).length, 2);
  });

  it("is the preview's where that tells one", () => {
    const steps = stack(create(assignment("engineers", "root", DEV)));
    assert.deepEqual(refused(steps, [], { managementAccount: DEV }), []);
  });

  it("is told by an organization of the stack, too", () => {
    const organization = {
      ...bucket("organization"),
      type: "aws:organizations/organization:Organization",
      outputs: { masterAccountId: MANAGEMENT },
    };
    assert.deepEqual(refused([...widened, same(organization)]), []);
  });
});

describe("access that is lost", () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      assignment("engineers", "reader", String(400000000000 + index)),
    );
  /** Two people lose so many accounts of as many as there are. */
  const losing = (count: number, of = count): Steps => [
    ...stack(),
    ...lines(of).map((one, index) => (index < count ? remove(one) : same(one))),
  ];

  it("is counted by person, permission set and account", () => {
    const { access } = judge(losing(3, 10));
    // ada 1, grace and alan 2 each, the members of elsewhere 1, and two people in ten accounts.
    assert.deepEqual(access, { lost: 6, allowed: 5, existing: 26 });
  });

  it("is refused beyond five, or a tenth of all, or a thousand", () => {
    assert.deepEqual(refused(losing(2)), []);
    assert.deepEqual(refused(losing(3)), ["lost-access engineers"]);
    assert.deepEqual(refused(losing(5, 60)), []);
    assert.deepEqual(refused(losing(7, 60)), ["lost-access engineers"]);
    assert.deepEqual([0, 49, 60, 9_999, 1_000_000].map(allowedLoss), [5, 5, 6, 999, 1000]);
  });

  it("is refused beyond what is allowed", () => {
    assert.deepEqual(refused(losing(3), [], { lostAccess: 6 }), []);
    assert.deepEqual(refused(losing(3), [], { lostAccess: 5 }), ["lost-access engineers"]);
    assert.deepEqual(refused(losing(1), [], { lostAccess: 0 }), ["lost-access engineers"]);
  });

  it("isn't lost where somebody has it otherwise", () => {
    const twin = group("twin");
    const steps = [
      ...losing(3),
      create(twin),
      ...lines(3).map((one) => {
        const account = String(one.inputs.targetId);
        return create(assignment("twin", "reader", account), { principalId: twin });
      }),
      create(member("grace", "twin"), { groupId: twin }),
      create(member("alan", "twin"), { groupId: twin }),
    ];
    assert.deepEqual(judge(steps).access.lost, 0);
  });

  it("isn't lost where the set is replaced", () => {
    const { access } = judge(stack(replace(set("reader"))));
    assert.equal(access.lost, 0);
  });

  it("can't be counted for a group that is made elsewhere, and so is never allowed", () => {
    const steps = stack(remove(assignment("elsewhere", "reader", DEV)));
    assert.deepEqual(refused(steps, [], { lostAccess: 1000 }), ["lost-access g-elsewhere"]);
  });

  it("is approved by group, and the rest is counted against what is allowed", () => {
    const approval = { what: "lost-access", who: "engineers" } as const;
    const approved = { ...approval, reason: "r", by: "ada", until: TODAY };
    assert.deepEqual(refused(losing(9), [approved]), []);
    const both = [...losing(9), remove(person("ada")), remove(adminMember)].filter(
      (step, index, all) =>
        Array.isArray(step) ||
        all.findLastIndex((one) => (one as TestStep).urn === (step as TestStep).urn) === index,
    );
    const left = refused(both, [approved], { lostAccess: 0 });
    assert.ok(left.includes("lost-access admins"), left.join());
    assert.ok(!left.includes("lost-access engineers"), left.join());
  });
});

describe("approvals", () => {
  const steps = stack(remove(person("grace")), remove(member("grace", "engineers")));
  const approval: Approval = {
    what: "person",
    who: "grace",
    reason: "left",
    by: "ada",
    until: TODAY,
  };

  it("let what they name happen until the end of their last day", () => {
    const verdict = judge(steps, [approval]);
    assert.ok(verdict.passed);
    assert.equal(verdict.findings[0]?.approval, approval);
    assert.deepEqual(verdict.unused, []);
  });

  it("that have ended are as if they weren't there, and are told", () => {
    const ended = { ...approval, until: "2027-02-28" };
    const verdict = judge(steps, [ended]);
    assert.ok(!verdict.passed);
    assert.deepEqual(verdict.findings[0]?.ended, ended);
    assert.deepEqual(verdict.ended, [ended]);
    assert.deepEqual(verdict.unused, []);
  });

  it("that approve nothing are told", () => {
    const unused = { ...approval, who: "mary" };
    assert.deepEqual(judge(steps, [approval, unused]).unused, [unused]);
  });

  for (const [who, isApproved] of [
    ["grace", true],
    ["GRACE", true],
    ["gr*", true],
    ["gr?ce", true],
    ["*", true],
    [person("grace").urn, true],
    ["urn:pulumi:prod::*::grace", true],
    ["grac", false],
    ["race", false],
    ["u-grace", false],
    ["alan", false],
  ] as const) {
    it(`name ${isApproved ? "grace" : "somebody else"} by ${who}`, () => {
      assert.equal(judge(steps, [{ ...approval, who }]).passed, isApproved);
    });
  }

  it("of people are by the name in the state, too", () => {
    const people = { ...bucket("people"), type: "identity-center:index:People" };
    const mary = { ...person("people/mary"), parent: people.urn };
    for (const who of ["mary", "people/mary"]) {
      assert.ok(judge(stack(remove(mary)), [{ ...approval, who }]).passed, who);
    }
  });
});
