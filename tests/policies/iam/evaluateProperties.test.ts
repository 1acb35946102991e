// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables and placeholders
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Caller } from "../../../policies/iam/evaluation/caller.ts";
import { evaluate, type Policies } from "../../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import type { Policy, Use } from "../../../policies/iam/policy/statement.ts";
import { UNKNOWN, type Unknown, type Value } from "../../../policies/value.ts";
import type { Verdict } from "../../../policies/verdict.ts";

// A small world: every pattern, condition and principal is listed with what it means there.

const MINE = "111122223333";
const OTHER = "444455556666";
const USER = `arn:aws:iam::${MINE}:user/ann`;
const ROLE = `arn:aws:iam::${MINE}:role/app`;
const SESSION = `arn:aws:sts::${MINE}:assumed-role/app/ann`;

const ACTIONS = ["s3:GetObject", "s3:PutObject", "kms:Decrypt", "sts:AssumeRole"];
const ACTION_PATTERNS: Record<string, readonly string[]> = {
  "*": ACTIONS,
  "s3:*": ["s3:GetObject", "s3:PutObject"],
  "S3:get*": ["s3:GetObject"],
  "kms:decrypt": ["kms:Decrypt"],
  "sts:Assume*": ["sts:AssumeRole"],
  "iam:*": [],
};

interface Given {
  readonly mfa: "true" | "false" | undefined;
  readonly name: "ann" | "bob" | undefined;
}

const RESOURCES = ["arn:aws:s3:::b/ann", "arn:aws:s3:::c/ann"];
const RESOURCE_PATTERNS: Record<string, (resource: string, given: Given) => boolean> = {
  "*": () => true,
  "arn:aws:s3:::b/*": (resource) => resource === RESOURCES[0],
  "arn:aws:s3:::?/ann": () => true,
  "arn:aws:s3:::b/${aws:username}": (resource, { name }) =>
    name === "ann" && resource === RESOURCES[0],
  "arn:aws:sqs": () => false,
};

const CONDITIONS: readonly (readonly [Value, (given: Given) => boolean])[] = [
  [{}, () => true],
  [{ Bool: { "aws:MultiFactorAuthPresent": "true" } }, ({ mfa }) => mfa === "true"],
  [{ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }, ({ mfa }) => mfa !== "true"],
  [{ Null: { "aws:MultiFactorAuthPresent": "true" } }, ({ mfa }) => mfa === undefined],
  [{ StringNotEquals: { "aws:username": ["ann"] } }, ({ name }) => name !== "ann"],
  [{ "ForAllValues:StringLike": { "aws:username": "a*" } }, ({ name }) => name !== "bob"],
  [
    { Bool: { "aws:MultiFactorAuthPresent": ["true"] }, StringEquals: { "aws:UserName": "ann" } },
    ({ mfa, name }) => mfa === "true" && name === "ann",
  ],
];

type Who = "user" | "session" | "root" | "service" | "anonymous";
const CALLERS: Record<Who, Caller> = {
  user: { kind: "user", arn: USER, account: MINE },
  session: { kind: "session", arn: SESSION, of: ROLE, account: MINE },
  root: { kind: "root", arn: `arn:aws:iam::${MINE}:root`, account: MINE },
  service: { kind: "Service", name: "lambda.amazonaws.com" },
  anonymous: { kind: "anonymous" },
};
/** Whom each principal names, and how. */
const PRINCIPALS: readonly (readonly [
  kind: string,
  value: string,
  Partial<Record<Who, string>>,
])[] = [
  [
    "AWS",
    "*",
    { user: "anyone", session: "anyone", root: "anyone", service: "anyone", anonymous: "anyone" },
  ],
  ["AWS", MINE, { user: "account", session: "account", root: "account" }],
  ["AWS", USER, { user: "itself" }],
  ["AWS", ROLE, { session: "role" }],
  ["AWS", SESSION, { session: "itself" }],
  ["AWS", OTHER, {}],
  ["Service", "lambda.amazonaws.com", { service: "itself" }],
];

interface Rule {
  readonly effect: "Allow" | "Deny";
  readonly action: { readonly not: boolean; readonly patterns: readonly string[] };
  readonly resource: { readonly not: boolean; readonly patterns: readonly string[] };
  readonly condition: number;
  readonly principal: { readonly not: boolean; readonly names: readonly number[] };
}

interface World {
  readonly identity: readonly (readonly Rule[])[];
  readonly boundary: readonly Rule[] | undefined;
  readonly session: readonly (readonly Rule[])[] | undefined;
  readonly scps: readonly (readonly (readonly Rule[])[])[] | undefined;
  readonly rcps: readonly (readonly (readonly Rule[])[])[] | undefined;
  readonly resource: readonly Rule[] | undefined;
}

interface Ask {
  readonly who: Who;
  readonly action: string;
  readonly resource: string;
  readonly owner: string;
  readonly given: Given;
}

// The definition ("Policy evaluation logic"), restated for what is known.

interface Unsaid {
  /** Whether "*" in a resource's policy passes boundary and session policies. */
  readonly anyonePasses: boolean;
  /** Whether a NotPrincipal that names some of caller, role and account leaves the caller out. */
  readonly someLeftOut: boolean;
}

function isAbout(rule: Rule, { action, resource, given }: Ask): boolean {
  const acts = rule.action.patterns.some((one) => ACTION_PATTERNS[one]?.includes(action));
  const where = rule.resource.patterns.some((one) => RESOURCE_PATTERNS[one]?.(resource, given));
  const holds = CONDITIONS[rule.condition]?.[1](given);
  return acts !== rule.action.not && where !== rule.resource.not && holds === true;
}

function isAllowed(world: World, ask: Ask, unsaid: Unsaid): boolean {
  const { who, action, owner } = ask;
  const named = (rule: Rule) => rule.principal.names.map((name) => PRINCIPALS[name]?.[2][who]);
  const isLeftOut = (rule: Rule): boolean => {
    const by = named(rule);
    if (by.includes("anyone")) return true;
    const needed =
      who === "session"
        ? ["itself", "role", "account"]
        : who === "user"
          ? ["itself", "account"]
          : ["itself"];
    // The account's root is both itself and its account.
    const present = needed.filter((one) => by.includes(one));
    return present.length === needed.length || (present.length > 0 && unsaid.someLeftOut);
  };
  const concerns = (rule: Rule) =>
    rule.principal.not ? !isLeftOut(rule) : named(rule).some(Boolean);
  const mine = [
    ...world.identity.flat(),
    ...(world.boundary ?? []),
    ...(world.session ?? []).flat(),
    ...(world.scps ?? []).flat(2),
  ];
  const theirs = [...(world.rcps ?? []).flat(2), ...(world.resource ?? [])];
  if (mine.some((rule) => rule.effect === "Deny" && isAbout(rule, ask))) return false;
  if (theirs.some((rule) => rule.effect === "Deny" && isAbout(rule, ask) && concerns(rule)))
    return false;

  const allows = (rules: readonly Rule[]) =>
    rules.some((rule) => rule.effect === "Allow" && isAbout(rule, ask));
  if (![...(world.scps ?? []), ...(world.rcps ?? [])].every((level) => allows(level.flat())))
    return false;

  const names = new Set(
    (world.resource ?? [])
      .filter((rule) => rule.effect === "Allow" && isAbout(rule, ask))
      .flatMap((rule) => named(rule)),
  );
  if (who === "service" || who === "anonymous") return names.has("itself") || names.has("anyone");
  if (who === "root" && action === "sts:AssumeRole") return false;
  const isWithin = [world.boundary, world.session?.flat()].every(
    (limit) => !limit || allows(limit),
  );
  const own = who === "root" || (isWithin && allows(world.identity.flat()));
  if (owner !== MINE) return own && [...names].some(Boolean);
  if (names.has("itself")) return true;
  if (names.has("role") && isWithin) return true;
  if (names.has("anyone") && (isWithin || unsaid.anyonePasses)) return true;
  return own && (action.startsWith("s3:") || names.has("account"));
}

function definition(world: World, ask: Ask): Verdict {
  const outcomes = [true, false].flatMap((anyonePasses) =>
    [true, false].map((someLeftOut) => isAllowed(world, ask, { anyonePasses, someLeftOut })),
  );
  if (outcomes.every(Boolean)) return "yes";
  return outcomes.some(Boolean) ? "unknown" : "no";
}

// The same world for `evaluate`.

/** What becomes of each value on the way; by default it stays. */
type Blur = (value: Value) => Value;

function statementOf(rule: Rule, hasPrincipal: boolean, blur: Blur): Value {
  const { effect, action, resource, condition, principal } = rule;
  const kinds: Record<string, Value[]> = {};
  for (const name of principal.names) {
    const [kind = "", value = ""] = PRINCIPALS[name] ?? [];
    kinds[kind] = [...(kinds[kind] ?? []), blur(value)];
  }
  return blur({
    Effect: blur(effect),
    [action.not ? "NotAction" : "Action"]: blur(action.patterns.map(blur)),
    [resource.not ? "NotResource" : "Resource"]: blur(resource.patterns.map(blur)),
    Condition: blurred(CONDITIONS[condition]?.[0] as Value, blur),
    ...(hasPrincipal && { [principal.not ? "NotPrincipal" : "Principal"]: blur(kinds) }),
  });
}

function blurred(value: Value, blur: Blur): Value {
  if (typeof value !== "object" || value === null) return blur(value);
  const inside: Value = Array.isArray(value)
    ? value.map((one) => blurred(one as Value, blur))
    : Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, blurred(one as Value, blur)]),
      );
  return blur(inside);
}

const same: Blur = (value) => value;

function policiesOf(world: World, blur: Blur = same): Policies {
  const read =
    (use: Use) =>
    (rules: readonly Rule[]): Policy => {
      const hasPrincipal = use === "resource" || use === "rcp";
      const Statement = rules.map((rule) => statementOf(rule, hasPrincipal, blur));
      return readPolicy(blur({ Version: "2012-10-17", Statement }), use);
    };
  const { identity, boundary, session, scps, rcps, resource } = world;
  return {
    identity: identity.map(read("identity")),
    ...(boundary && { boundary: read("boundary")(boundary) }),
    ...(session && { session: session.map(read("identity")) }),
    ...(scps && { scps: scps.map((level) => level.map(read("scp"))) }),
    ...(rcps && { rcps: rcps.map((level) => level.map(read("rcp"))) }),
    ...(resource && { resource: read("resource")(resource) }),
  };
}

function verdictOf(policies: Policies, { who, given, ...what }: Ask, blur: Blur = same): Verdict {
  const keys = { "aws:multifactorauthpresent": given.mfa, "aws:username": given.name };
  const context = new Map<string, readonly string[] | Unknown>();
  for (const [key, value] of Object.entries(keys)) {
    if (blur(key) === UNKNOWN) context.set(key, UNKNOWN);
    else if (value !== undefined) context.set(key, [value]);
  }
  return evaluate(policies, { ...what, caller: CALLERS[who], context });
}

const some = (names: readonly string[]) =>
  fc.record({
    not: fc.constantFrom(false, false, false, true),
    patterns: fc.array(fc.constantFrom("*", ...names), { minLength: 1, maxLength: 2 }),
  });
const ALLOWS = Array<"Allow">(9).fill("Allow");
const rule: fc.Arbitrary<Rule> = fc
  .record({
    effect: fc.constantFrom<("Allow" | "Deny")[]>(...ALLOWS, "Deny"),
    action: some(Object.keys(ACTION_PATTERNS)),
    resource: some(Object.keys(RESOURCE_PATTERNS)),
    condition: fc.oneof(fc.constant(0), fc.nat(CONDITIONS.length - 1)),
    principal: fc.record({
      not: fc.boolean(),
      names: fc.array(fc.oneof(fc.constant(0), fc.nat(PRINCIPALS.length - 1)), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  })
  // Where NotPrincipal leaves open whom it names, Allow and Deny may depend on the same answer.
  .map((one) =>
    one.effect === "Allow" ? { ...one, principal: { ...one.principal, not: false } } : one,
  );
const rules = fc.array(rule, { minLength: 1, maxLength: 3 });
/** Half of the time there. */
const maybe = <T>(some: fc.Arbitrary<T>) => fc.oneof(some, fc.constant(undefined));
const FULL: Rule = {
  effect: "Allow",
  action: { not: false, patterns: ["*"] },
  resource: { not: false, patterns: ["*"] },
  condition: 0,
  principal: { not: false, names: [0] },
};
/** Policies that limit: mostly some that allow all but what others deny. */
const limits = fc
  .tuple(fc.array(rules, { maxLength: 2 }), fc.constantFrom(true, true, true, false))
  .map(([policies, isOpen]) => (isOpen ? [[FULL], ...policies] : policies));
const levels = maybe(fc.array(limits, { minLength: 1, maxLength: 2 }));
const world: fc.Arbitrary<World> = fc.record({
  identity: fc.array(rules, { maxLength: 3 }),
  boundary: maybe(rules),
  session: maybe(limits),
  scps: levels,
  rcps: fc.constant(undefined),
  resource: maybe(rules),
});
/** RCPs name everybody. */
const anyone = (one: Rule): Rule => ({ ...one, principal: { not: false, names: [0] } });
const worlds = fc.tuple(world, levels).map(([one, rcps]) => ({
  ...one,
  rcps: rcps?.map((level) => level.map((policy) => policy.map(anyone))),
}));
const asks: fc.Arbitrary<Ask> = fc.record({
  who: fc.constantFrom<Who[]>("user", "user", "session", "session", "root", "service", "anonymous"),
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...RESOURCES),
  owner: fc.constantFrom(MINE, MINE, MINE, OTHER),
  given: fc.record({
    mfa: fc.constantFrom<Given["mfa"][]>("true", "false", undefined),
    name: fc.constantFrom<Given["name"][]>("ann", "bob", undefined),
  }),
});

const RANK: Record<Verdict, number> = { no: 0, unknown: 1, yes: 2 };
const atMost = (one: Verdict, other: Verdict) =>
  assert.ok(RANK[one] <= RANK[other], `${one}, ${other}`);
const evaluated = (one: World, ask: Ask) => verdictOf(policiesOf(one), ask);
const runs = { numRuns: 1500 };

describe("the evaluation of policies", () => {
  it("is as the evaluation logic says", () => {
    const seen: Record<Verdict, number> = { yes: 0, no: 0, unknown: 0 };
    fc.assert(
      fc.property(worlds, asks, (one, ask) => {
        const verdict = evaluated(one, ask);
        seen[verdict]++;
        assert.equal(verdict, definition(one, ask));
      }),
      { numRuns: 4000 },
    );
    assert.ok(Math.min(seen.yes, seen.no, 20 * seen.unknown) > 200, JSON.stringify(seen));
  });

  it("never changes from yes to no, or back, once unknown values are known", () => {
    const seen = { known: 0, unknown: 0 };
    fc.assert(
      fc.property(worlds, asks, fc.infiniteStream(fc.nat(11)), (one, ask, dice) => {
        const blur: Blur = (value) => (dice.next().value === 0 ? UNKNOWN : value);
        const before = verdictOf(policiesOf(one, blur), ask, blur);
        seen[before === "unknown" ? "unknown" : "known"]++;
        if (before !== "unknown") assert.equal(before, evaluated(one, ask));
      }),
      { numRuns: 4000 },
    );
    assert.ok(Math.min(seen.known, seen.unknown) > 300, JSON.stringify(seen));
  });

  it("never grants by a further Deny, nor revokes by a further Allow", () => {
    fc.assert(
      fc.property(worlds, asks, rule, (one, ask, extra) => {
        const isIncomplete: World = { ...one, identity: [...one.identity, [extra]] };
        const [before, after] = [evaluated(one, ask), evaluated(isIncomplete, ask)];
        if (extra.effect === "Deny") atMost(after, before);
        else atMost(before, after);
      }),
      runs,
    );
  });

  it("never grants by a boundary, session policies, SCPs or RCPs", () => {
    fc.assert(
      fc.property(worlds, asks, (one, ask) => {
        const without: World = {
          ...one,
          boundary: undefined,
          session: undefined,
          scps: undefined,
          rcps: undefined,
        };
        for (const name of ["boundary", "session", "scps", "rcps"] as const) {
          atMost(evaluated({ ...without, [name]: one[name] }, ask), evaluated(without, ask));
        }
      }),
      runs,
    );
  });

  it("doesn't depend on the order of statements, nor on how they are cut", () => {
    const cut = (policy: readonly Rule[]): readonly Rule[] =>
      policy
        .flatMap((one) =>
          one.action.not
            ? [one]
            : one.action.patterns.map((name) => ({
                ...one,
                action: { not: false, patterns: [name] },
              })),
        )
        .toReversed();
    fc.assert(
      fc.property(worlds, asks, (one, ask) => {
        const other: World = {
          ...one,
          identity: one.identity.map(cut),
          boundary: one.boundary && cut(one.boundary),
          resource: one.resource && cut(one.resource),
        };
        assert.equal(evaluated(other, ask), evaluated(one, ask));
      }),
      runs,
    );
  });
});
