// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies and templates write variables.
import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Policy } from "../../../policies/iam/policy/statement.ts";
import type { Grants } from "../../../policies/iam/reach/reach.ts";
import { boundaryEscapes } from "../../../policies/iam/risk/boundaryEscape.ts";
import { isBoundless } from "../../../policies/iam/risk/boundless.ts";
import { escalations } from "../../../policies/iam/risk/escalation.ts";
import type { Value } from "../../../policies/value.ts";
import { allow, deny, identity, type Source, when } from "./statements.ts";

const ACCOUNT = "arn:aws:iam::123456789012";
const LIMIT = `${ACCOUNT}:policy/limit`;
const LIMITS = [LIMIT, `${ACCOUNT}:policy/other`];
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const APP = `${ACCOUNT}:role/app/*`;
const PEOPLE = `${ACCOUNT}:user/app/*`;
const within = (boundary: Value, operator = "StringEquals") =>
  when(operator, "iam:PermissionsBoundary", boundary);
const without = within(LIMIT, "StringNotEquals");
const MAKE = ["iam:CreateRole", "iam:PutRolePolicy"];
const make = allow(MAKE, APP, within(LIMIT));

function open(...sources: readonly Source[]): readonly string[] {
  return ids({ identity: identity(...sources) });
}
function ids(grants: Grants): readonly string[] {
  return boundaryEscapes(grants).map(
    ({ path, verdict }) => `${path.id}${verdict === "yes" ? "" : ` ${verdict}`}`,
  );
}

const OFF = "iam:PutRolePolicy+iam:DeleteRolePermissionsBoundary";
const REPLACED = "iam:PutRolePolicy+iam:PutRolePermissionsBoundary";
const REWRITTEN = "iam:PutRolePolicy+iam:CreatePolicyVersion";

const table: readonly (readonly [string, readonly Source[], ...string[]])[] = [
  ["nothing else", [make]],
  ["taking it off", [make, allow("iam:DeleteRolePermissionsBoundary", APP)], OFF],
  [
    "taking it off some of them",
    [make, allow("iam:DeleteRolePermissionsBoundary", `${ACCOUNT}:role/app/team-*`)],
    OFF,
  ],
  [
    "taking it off others",
    [make, allow("iam:DeleteRolePermissionsBoundary", `${ACCOUNT}:role/web/*`)],
  ],
  [
    "taking it off, under the same condition, which says what it is",
    [allow([...MAKE, "iam:DeleteRolePermissionsBoundary"], APP, within(LIMIT))],
    OFF,
  ],
  [
    "taking another one off",
    [make, allow("iam:DeleteRolePermissionsBoundary", APP, within(`${ACCOUNT}:policy/other`))],
  ],
  [
    "taking it off with MFA",
    [
      make,
      allow(
        "iam:DeleteRolePermissionsBoundary",
        APP,
        when("Bool", "aws:MultiFactorAuthPresent", "true"),
      ),
    ],
    `${OFF} conditional`,
  ],
  [
    "taking it off, denied",
    [make, allow("iam:Delete*", APP), deny("iam:DeleteRolePermissionsBoundary")],
  ],
  [
    "taking it off, denied for that one",
    [make, allow("iam:Delete*", APP), deny("iam:Delete*PermissionsBoundary", "*", within(LIMIT))],
  ],
  [
    "taking it off, denied in other accounts' words",
    [
      allow(MAKE, APP, within("arn:aws:iam::*:policy/limit", "StringLike")),
      allow("iam:Delete*", APP),
      deny("iam:Delete*PermissionsBoundary", "*", within(LIMIT)),
    ],
  ],
  ["replacing it", [make, allow("iam:PutRolePermissionsBoundary", APP)], REPLACED],
  [
    "replacing it with itself",
    [allow([...MAKE, "iam:PutRolePermissionsBoundary"], APP, within(LIMIT))],
  ],
  [
    "replacing it with another that is named",
    [
      make,
      allow("iam:PutRolePermissionsBoundary", APP, within([LIMIT, `${ACCOUNT}:policy/other`])),
    ],
  ],
  [
    "replacing it with another that may be rewritten",
    [
      make,
      allow("iam:PutRolePermissionsBoundary", APP, within([LIMIT, `${ACCOUNT}:policy/other`])),
      allow("iam:CreatePolicyVersion", `${ACCOUNT}:policy/other`),
    ],
    REPLACED,
  ],
  [
    "replacing it with any of AWS",
    [
      make,
      allow(
        "iam:PutRolePermissionsBoundary",
        APP,
        within("arn:aws:iam::aws:policy/*", "StringLike"),
      ),
    ],
    REPLACED,
  ],
  ["rewriting it", [make, allow("iam:CreatePolicyVersion", LIMIT)], REWRITTEN],
  [
    "going back to an older version of it",
    [make, allow("iam:SetDefaultPolicyVersion", `${ACCOUNT}:policy/*`)],
    "iam:PutRolePolicy+iam:SetDefaultPolicyVersion",
  ],
  ["deleting versions of it", [make, allow("iam:DeletePolicyVersion")]],
  [
    "rewriting others",
    [make, allow("iam:CreatePolicyVersion", `${ACCOUNT}:policy/app/*`), allow("iam:CreatePolicy")],
  ],
  [
    "rewriting all but it",
    [
      make,
      allow("iam:CreatePolicyVersion"),
      deny(["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"], LIMIT),
    ],
  ],
  [
    "rewriting policies, within one of AWS",
    [
      allow(MAKE, APP, within("arn:aws:iam::aws:policy/PowerUserAccess")),
      allow("iam:CreatePolicyVersion"),
    ],
  ],
  [
    "making policies, within one by pattern",
    [allow(MAKE, APP, within(`${LIMIT}-*`, "StringLike")), allow("iam:CreatePolicy")],
    "iam:PutRolePolicy+iam:CreatePolicy",
  ],
  [
    "making other policies, within one by pattern",
    [
      allow(MAKE, APP, within(`${LIMIT}-*`, "StringLike")),
      allow("iam:CreatePolicy"),
      deny("iam:CreatePolicy", `${LIMIT}-*`),
    ],
  ],
  [
    "writing without it, where making isn't",
    [
      allow("iam:CreateRole", APP, within(LIMIT)),
      allow(["iam:PutRolePolicy", "iam:DeleteRolePermissionsBoundary"], APP),
    ],
    OFF,
  ],
  [
    "attaching any policy",
    [
      allow(["iam:CreateRole", "iam:AttachRolePolicy"], APP, within(LIMIT)),
      allow("iam:DeleteRolePermissionsBoundary", APP),
    ],
    "iam:AttachRolePolicy+iam:DeleteRolePermissionsBoundary",
  ],
  [
    "attaching one policy",
    [
      allow("iam:CreateRole", APP, within(LIMIT)),
      allow(
        "iam:AttachRolePolicy",
        APP,
        when("ArnEquals", "iam:PolicyARN", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
      ),
      allow("iam:DeleteRolePermissionsBoundary", APP),
    ],
  ],
  [
    "no way to act as them",
    [
      allow("iam:PutRolePolicy", APP, within(LIMIT)),
      allow("iam:DeleteRolePermissionsBoundary", APP),
    ],
  ],
  [
    "their trust",
    [
      allow(["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"], APP, within(LIMIT)),
      allow("iam:DeleteRolePermissionsBoundary", APP),
    ],
    OFF,
  ],
  [
    "no boundary at all, of which iam-boundary-required speaks",
    [allow([...MAKE, "iam:DeleteRolePermissionsBoundary"], APP)],
  ],
  [
    "a Deny without it",
    [allow("iam:*", APP), deny(["iam:CreateRole", "iam:Put*", "iam:Attach*"], "*", without)],
    OFF,
    "iam:AttachRolePolicy+iam:DeleteRolePermissionsBoundary",
  ],
  [
    "a Deny without it, and one of taking it off",
    [
      allow("iam:*", APP),
      deny(["iam:CreateRole", "iam:Put*", "iam:Attach*"], "*", without),
      deny("iam:DeleteRolePermissionsBoundary"),
    ],
  ],
  [
    "all of IAM within it",
    [allow("iam:*", "*", within(LIMIT))],
    OFF,
    "iam:AttachRolePolicy+iam:DeleteRolePermissionsBoundary",
  ],
  [
    "users and their keys",
    [
      allow(["iam:CreateUser", "iam:PutUserPolicy"], PEOPLE, within(LIMIT)),
      allow(["iam:CreateAccessKey", "iam:DeleteUserPermissionsBoundary"], PEOPLE),
    ],
    "iam:PutUserPolicy+iam:DeleteUserPermissionsBoundary",
  ],
  [
    "users without a way to act as them",
    [
      allow(["iam:CreateUser", "iam:PutUserPolicy"], PEOPLE, within(LIMIT)),
      allow("iam:DeleteUserPermissionsBoundary", PEOPLE),
    ],
  ],
  [
    "users, and taking it off roles",
    [
      allow(["iam:CreateUser", "iam:PutUserPolicy", "iam:CreateAccessKey"], PEOPLE, within(LIMIT)),
      allow("iam:DeleteRolePermissionsBoundary"),
    ],
  ],
  [
    "roles and a boundary by a template's expressions",
    [
      allow(MAKE, "arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-*", within("${Limit}")),
      allow(
        "iam:DeleteRolePermissionsBoundary",
        "arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-*",
      ),
    ],
    OFF,
  ],
  [
    "rewriting it, by reference",
    [allow(MAKE, APP, within("${Limit}")), allow("iam:CreatePolicyVersion", "${Limit}")],
    REWRITTEN,
  ],
  [
    "rewriting all but one by name, that may be the one of a reference",
    [
      allow(MAKE, APP, within("${Limit}")),
      allow("iam:CreatePolicyVersion"),
      deny("iam:*PolicyVersion", "arn:aws:iam::${AWS::AccountId}:policy/limit"),
    ],
  ],
  [
    "taking off one by name, that may be the one of a reference",
    [
      allow(MAKE, APP, within("${Limit}")),
      allow("iam:DeleteRolePermissionsBoundary", APP),
      deny("iam:DeleteRolePermissionsBoundary", "*", within(LIMIT)),
    ],
  ],
];

describe("delegation within a boundary", () => {
  for (const [title, sources, ...expected] of table) {
    it(`${expected.length > 0 ? "open" : "closed"}: ${title}`, () => {
      assert.deepEqual(open(...sources), expected);
    });
  }

  it("is closed by the holder's own boundary, or a service control policy", () => {
    const statements = identity(make, allow("iam:DeleteRolePermissionsBoundary", APP));
    const limit = identity(allow("*"), deny("iam:DeleteRolePermissionsBoundary"));
    assert.deepEqual(ids({ identity: statements }), [OFF]);
    assert.deepEqual(ids({ identity: statements, boundary: limit }), []);
    assert.deepEqual(ids({ identity: statements, controls: [identity(allow("*")), limit] }), []);
  });
  it("is judged with what the holder's boundary demands", () => {
    const boundary = identity(
      allow("*"),
      deny(["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"], "*", without),
    );
    const statements = identity(allow([...MAKE, "iam:DeleteRolePermissionsBoundary"], APP));
    assert.deepEqual(ids({ identity: statements, boundary }), [OFF]);
  });
});

/** Steps of somebody who delegates, in the words of AWS's page and of those who follow it. */
const LIFE = ["iam:GetRole", "iam:DeleteRole", "iam:TagRole", "iam:DeleteRolePolicy"];
const EDITS = ["iam:CreatePolicyVersion", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"];
const REMOVALS = ["iam:DeleteUserPermissionsBoundary", "iam:DeleteRolePermissionsBoundary"];
const sane: Readonly<Record<string, readonly Source[]>> = {
  "developers below a path": [
    allow([...MAKE, "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"], APP, within(LIMIT)),
    allow([...LIFE, "iam:UpdateAssumeRolePolicy"], APP),
    allow(["iam:CreatePolicy", ...EDITS], `${ACCOUNT}:policy/app/*`),
  ],
  "a pipeline of Terraform": [
    allow(["iam:Put*", "iam:Create*", "iam:Delete*", "iam:Attach*"], "*", within(LIMIT)),
    deny(REMOVALS),
    deny(EDITS, LIMIT),
  ],
  "the execution role of a CDK bootstrap": [
    allow("*", APP),
    deny(["iam:CreateRole", "iam:CreateUser", "iam:Put*PermissionsBoundary"], "*", without),
    deny(EDITS, LIMIT),
    deny(REMOVALS, "*", within(LIMIT)),
  ],
  "one of several boundaries": [
    allow(
      [...MAKE, "iam:PutRolePermissionsBoundary"],
      APP,
      within([LIMIT, `${ACCOUNT}:policy/data-limit`]),
    ),
  ],
  "all accounts of an organization": [
    allow(
      [...MAKE, "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"],
      "arn:aws:iam::*:role/app/*",
      within("arn:aws:iam::*:policy/limit", "ArnLike"),
    ),
    allow(["iam:CreatePolicy", "iam:CreatePolicyVersion"], "arn:aws:iam::*:policy/app/*"),
  ],
  "the boundary in the account of whoever asks": [
    allow(MAKE, APP, within("arn:aws:iam::${aws:PrincipalAccount}:policy/limit")),
    allow("iam:*Policy*", "arn:aws:iam::*:policy/app-*"),
  ],
  "function roles of a template": [
    allow(MAKE, "arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-*", within("${Limit}")),
    allow(LIFE, "arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-*"),
  ],
};

describe("sane delegations", () => {
  for (const [title, sources] of Object.entries(sane)) {
    it(`open nothing: ${title}`, () => {
      assert.deepEqual(
        escalations({ identity: identity(...sources) }).filter(
          ({ path }) => path.family === "identity",
        ),
        [],
      );
    });
  }
  it("open no way out: AWS's own example, within its boundary and by itself", () => {
    const XCOMPANY = `${ACCOUNT}:policy/XCompanyBoundaries`;
    const DELEGATED = `${ACCOUNT}:policy/DelegatedUserBoundary`;
    const USERS = ["iam:CreateUser", "iam:AttachUserPolicy", "iam:PutUserPolicy"];
    const statements = identity(
      allow([...USERS, "iam:PutUserPermissionsBoundary"], "*", within(XCOMPANY)),
      {
        Effect: "Allow",
        Action: [
          "iam:CreateAccessKey",
          "iam:CreateLoginProfile",
          "iam:CreatePolicy",
          ...EDITS.slice(1),
        ],
        NotResource: `${ACCOUNT}:user/Maria`,
      },
      deny(["iam:DeletePolicy", ...EDITS], [XCOMPANY, DELEGATED]),
      deny("iam:DeleteUserPermissionsBoundary"),
    );
    assert.deepEqual(ids({ identity: statements }), []);
    assert.deepEqual(ids({ identity: identity(allow("iam:*")), boundary: statements }), []);
    // Each of its Denies is needed.
    const [edits, removals] = statements.slice(2);
    for (const left of [edits, removals]) {
      const boundary = statements.filter((one) => one !== left);
      assert.notDeepEqual(
        ids({
          identity: identity(allow("iam:*")),
          boundary: [...boundary, ...identity(allow(REMOVALS))],
        }),
        [],
        left?.place,
      );
    }
  });
});

describe("a boundary that allows everything", () => {
  const policyOf = (...sources: readonly Source[]): Policy =>
    readPolicy({ Version: "2012-10-17", Statement: sources }, "identity");
  const demands = deny(
    ["iam:CreateRole", "iam:CreateUser", "iam:Put*PermissionsBoundary"],
    "*",
    without,
  );
  const cases: readonly (readonly [string, boolean, ...(readonly Source[])])[] = [
    ["everything", true, allow("*")],
    ["all of IAM", true, allow("iam:*")],
    [
      "all but some guardrails",
      true,
      allow("*"),
      deny(["cloudtrail:StopLogging", "organizations:*"]),
    ],
    ["all but roles", true, allow("*"), deny("iam:*Role*")],
    ["all but roles and users", false, allow("*"), deny(["iam:*Role*", "iam:*User*"])],
    ["all but IAM", false, { Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    ["everything, demanding itself", false, allow("*"), demands],
    ["roles of a path", false, allow(MAKE, APP)],
    [
      "everything with MFA",
      false,
      allow("*", "*", when("Bool", "aws:MultiFactorAuthPresent", "true")),
    ],
  ];
  for (const [title, expected, ...sources] of cases) {
    it(`${expected ? "no limit" : "a limit"}: ${title}`, () => {
      assert.equal(isBoundless(policyOf(...sources)), expected);
    });
  }
  const asked: readonly (readonly [string, Value, string, boolean])[] = [
    ["by ARN", within(LIMIT), "arn:aws:iam::000000000000:policy/limit", true],
    ["by pattern", within("arn:*:iam::*:policy/li*", "ArnLike"), LIMIT, true],
    [
      "by a template's expression",
      within("arn:aws:iam::${AWS::AccountId}:policy/limit"),
      LIMIT,
      true,
    ],
    ["by reference", within("${Limit}"), "${Limit}", true],
    ["one of several", within([`${ACCOUNT}:policy/other`, LIMIT]), LIMIT, true],
    ["another", within(`${ACCOUNT}:policy/other`), LIMIT, false],
  ];
  for (const [title, condition, arn, expected] of asked) {
    it(`${expected ? "opens" : "doesn't open"} what is asked for ${title}`, () => {
      const grants = { identity: identity(allow(MAKE, "*", condition)), boundless: [arn] };
      assert.equal(
        escalations(grants).some(({ path }) => path.id === "iam:PutRolePolicy"),
        expected,
      );
    });
  }
});

/** What AWS would answer, asked step by step of each identity and boundary that there are. */
function isOpenOnAws(policy: Policy): boolean {
  const may = (action: string, resource: string, boundary?: string, attached?: string): boolean => {
    const caller = { kind: "user", arn: `${ACCOUNT}:user/x`, account: "123456789012" } as const;
    const context = new Map([
      ...(boundary ? [["iam:permissionsboundary", [boundary]] as const] : []),
      ...(attached ? [["iam:policyarn", [attached]] as const] : []),
    ]);
    return evaluate({ identity: [policy] }, { caller, action, resource, context }) === "yes";
  };
  const rewritable = LIMITS.filter((one) =>
    ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"].some((action) => may(action, one)),
  );
  const isOpen = (identity: string, limit: string, of: "Role" | "User"): boolean => {
    const enters =
      of === "Role"
        ? ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"].some((one) => may(one, identity, limit))
        : ["iam:CreateAccessKey", "iam:CreateLoginProfile"].some((one) => may(one, identity));
    const writes =
      may(`iam:Put${of}Policy`, identity, limit) ||
      may(`iam:Attach${of}Policy`, identity, limit, ADMINISTRATOR);
    const leaves =
      may(`iam:Delete${of}PermissionsBoundary`, identity, limit) ||
      [ADMINISTRATOR, ...rewritable].some((one) =>
        may(`iam:Put${of}PermissionsBoundary`, identity, one),
      ) ||
      rewritable.includes(limit);
    return enters && writes && leaves;
  };
  const isDemanded = (identity: string, limit: string, of: "Role" | "User"): boolean => {
    const about = [`iam:Create${of}`, `iam:Put${of}Policy`, `iam:Attach${of}Policy`, "iam:*"];
    return policy.statements.some(({ effect, actions, resources, conditions }) => {
      const demanded = conditions
        .filter(({ operator }) => /Not/.test(operator) === (effect === "Deny"))
        .flatMap(({ values }) => values.known);
      const isMeant = resources?.known.some((one) => identity.startsWith(one.replace(/\*$/, "")));
      return (
        demanded.includes(limit) && isMeant && actions?.known.some((one) => about.includes(one))
      );
    });
  };
  return (["Role", "User"] as const).some((of) =>
    ["app/x", "web/x", "x"].some((name) => {
      const one = `${ACCOUNT}:${of.toLowerCase()}/${name}`;
      return LIMITS.some((limit) => isDemanded(one, limit, of) && isOpen(one, limit, of));
    }),
  );
}

describe("a way out of a boundary", () => {
  const statements = fc.record({
    effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
    actions: fc.uniqueArray(
      fc.constantFrom(
        "iam:*",
        "iam:CreateRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:PutRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:DeleteRolePermissionsBoundary",
        "iam:CreatePolicyVersion",
        "iam:CreateUser",
        "iam:AttachUserPolicy",
        "iam:CreateAccessKey",
        "iam:DeleteUserPermissionsBoundary",
      ),
      { minLength: 1, maxLength: 5 },
    ),
    resources: fc.uniqueArray(
      fc.constantFrom(
        "*",
        `${ACCOUNT}:role/*`,
        APP,
        `${ACCOUNT}:role/web/*`,
        PEOPLE,
        `${ACCOUNT}:policy/*`,
        LIMIT,
      ),
      { minLength: 1, maxLength: 2 },
    ),
    condition: fc.constantFrom<Value | undefined>(
      undefined,
      within(LIMIT),
      without,
      within(`${ACCOUNT}:policy/other`),
      within([LIMIT, `${ACCOUNT}:policy/other`]),
      within(`${ACCOUNT}:policy/other`, "ArnNotEquals"),
    ),
  });
  const policies = fc
    .array(statements, { minLength: 1, maxLength: 5 })
    .map((all) =>
      all.map(({ effect, actions, resources, condition }) =>
        (effect === "Allow" ? allow : deny)(actions, resources, condition),
      ),
    );
  const policyOf = (sources: readonly Source[]) =>
    readPolicy({ Version: "2012-10-17", Statement: sources }, "identity");

  it("is found where the steps are allowed, and nowhere else", () => {
    let found = 0;
    fc.assert(
      fc.property(policies, (sources) => {
        const isOpen = isOpenOnAws(policyOf(sources));
        if (isOpen) found++;
        assert.equal(open(...sources).length > 0, isOpen);
      }),
      {
        numRuns: 1000,
        examples: [
          [
            [
              deny(["iam:CreatePolicyVersion", "iam:DeleteRolePermissionsBoundary"]),
              allow("iam:*", "*", within(`${ACCOUNT}:policy/other`)),
              allow("iam:*", `${ACCOUNT}:policy/*`),
            ],
          ],
        ],
      },
    );
    assert.ok(found > 50, `${found} open`);
  });
  it("isn't there with what AWS's page denies", () => {
    const denials = [
      deny(REMOVALS),
      deny("iam:Put*PermissionsBoundary", "*", without),
      deny(EDITS, LIMIT),
    ];
    fc.assert(
      fc.property(policies, (sources) => {
        const limited = sources.filter((one) => !JSON.stringify(one).includes("policy/other"));
        assert.deepEqual(open(...limited, ...denials), []);
      }),
      { numRuns: 300 },
    );
  });
});
