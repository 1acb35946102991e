import { type RootMistake, rootMistakes } from "../../iam/root/rootMistakes.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import type { Resource } from "../../resources/resource.ts";
import type { Report, Rule } from "../../rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { list, UNKNOWN } from "../../value.ts";
import { CONTROL_TOWER_CONTROLS, isDeniedByControlTower } from "./controlTower.ts";
import { policyTypesOff } from "./policyTypes.ts";
import { type RootDenial, rootDenials } from "./rootDenials.ts";
import { ORGANIZATION, POLICY_ATTACHMENT, type Targets, targetsOf, UNITS } from "./targets.ts";

const FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures";

const WANTED = "Deny of Action * on Resource * with ArnLike aws:PrincipalArn arn:aws:iam::*:root";

const MISTAKES: Readonly<Record<RootMistake["kind"], string>> = {
  "never-matches-root": "never applies to the root user",
  "allows-root": "allows the root user instead of denying it",
  "denies-all-but-root": "denies everything to everyone but the root user",
};

export const organizationsRootDenied: Rule = {
  id: "organizations-root-denied",
  severity: "high",
  level: "mandatory",
  title: "Service control policies deny the root users of member accounts",
  why: "only a service control policy limits a root user: without one, whoever gets into its mailbox owns the account",
  fix: "attach a service control policy to the organization's root or to all units that denies everything to arn:aws:iam::*:root, but for privileged sessions (Null aws:AssumedRoot true)",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
  controls: {
    cis: { "7.0.0": "2.1.2" },
    bestPractice: "Follow best practices to protect your root user credentials",
  },
  limits:
    "policies that other stacks or Control Tower attach, and the management account, which no service control policy limits: its root user needs MFA, and no access keys",
  settings: {},
  facts: {
    *policy({ use, policy }) {
      if (use !== "scp") return;
      for (const { kind, statement, why } of rootMistakes(policy)) {
        const { label } = statement;
        yield {
          id: `${kind}:${label}`,
          seen: `${label} ${MISTAKES[kind]}: ${why}`,
          wanted: WANTED,
        };
      }
    },
  },
  stack: {
    types: [...ORGANIZATION, ...UNITS, ...CONTROL_TOWER_CONTROLS, FEATURES, POLICY_ATTACHMENT],
    *check(stack) {
      const organizations = stack.declared(...ORGANIZATION);
      const policies = stack.facts("policy").filter(({ use }) => use === "scp");
      if (organizations.length === 0 && policies.length === 0) return;
      if (policies.length > 0) yield* policyTypesOff(stack);
      const denials = rootDenials(policies, stack);
      const denying = denials.filter(({ deny }) => deny.deniesAll === "yes");
      if (denying.length > 0) yield* attachments(denying, stack);
      else if (!isDeniedByControlTower(stack)) {
        yield* partly(denials);
        // A stack with a few policies for some account isn't where the root user is to be denied.
        const [manages] = [...organizations, ...stack.declared(FEATURES, ...UNITS)];
        if (manages) yield* missing(policies, denials, organizations[0]);
      }
      for (const { fact, deny } of denying) {
        if (deny.deniesSessions === "yes") yield* sessions(fact, stack);
      }
    },
  },
};

/** Policies that speak of the root user and leave it something, or perhaps do. */
function* partly(denials: readonly RootDenial[]): Iterable<Report> {
  for (const { fact, deny } of denials) {
    if (fact.policy.isIncomplete) {
      yield unknown(fact);
      continue;
    }
    if (deny.deniesSome === "no") continue;
    const spared = deny.spared.slice(0, 5).join(", ");
    const what = deny.isList
      ? "denies the root user some actions, but not those that it doesn't list"
      : `leaves the root user ${spared || "something"}${deny.spared.length > 5 ? " and more" : ""}`;
    const when = deny.deniesAll === "unknown" ? "; other conditions decide when" : "";
    yield {
      id: `partly:${nameOf(fact)}`,
      seen: `${nameOf(fact)} ${what}${when}`,
      wanted: WANTED,
      level: "advisory",
      resource: fact.resource,
    };
  }
}

/** No service control policy denies the root user everything, and none was meant to. */
function* missing(
  policies: readonly PolicyFact[],
  denials: readonly RootDenial[],
  organization: Resource | undefined,
): Iterable<Report> {
  const isOpen = denials.some(({ fact }) => fact.policy.isIncomplete);
  const open = policies.find(({ policy }) => policy.isIncomplete);
  if (open) {
    if (!isOpen) yield unknown(open);
    return;
  }
  // A mistaken statement has been reported itself.
  const isMistaken = policies.some(({ policy }) => rootMistakes(policy).length > 0);
  if (isMistaken || denials.some(({ deny }) => deny.deniesSome !== "no")) return;
  const resource = organization ?? policies[0]?.resource;
  yield {
    id: "not-denied",
    seen: "no service control policy of this stack denies the root users of member accounts everything",
    wanted: WANTED,
    level: "advisory",
    ...(resource && { resource }),
  };
}

function unknown(fact: PolicyFact): Report {
  const doubt = `whether ${nameOf(fact)} denies the root user everything: not known in preview; will be checked at update`;
  return { id: "unknown", doubt, resource: fact.resource };
}

function* attachments(denying: readonly RootDenial[], stack: Stack): Iterable<Report> {
  const places = denying.map(({ fact }) => ({ fact, ...targetsOf(fact, stack) }));
  if (places.some(({ kinds }) => kinds.has("root") || kinds.has("unit"))) return;
  for (const { fact, ...targets } of places) {
    yield { ...misplaced(nameOf(fact), targets), resource: fact.resource };
  }
}

function misplaced(name: string, { kinds, isIncomplete }: Targets): Report {
  const wanted = "it attached to the organization's root or to its units";
  if (isIncomplete) {
    const doubt = `where ${name} is attached: not known in preview; will be checked at update`;
    return { id: `unknown:${name}`, doubt };
  }
  if (kinds.has("account")) {
    const seen = `${name} is attached to single accounts only: new ones go without`;
    return { id: `attached-to-accounts:${name}`, seen, wanted, level: "advisory" };
  }
  if (kinds.has("management-account")) {
    const seen = `${name} is attached to the management account only, which no service control policy limits`;
    return { id: `attached-to-management-account:${name}`, seen, wanted };
  }
  const seen = `${name} denies the root user everything, but nothing here attaches it`;
  return { id: `not-attached:${name}`, seen, wanted, level: "advisory" };
}

/** The denial also ends the sessions that central root access is for. */
function* sessions(fact: PolicyFact, stack: Stack): Iterable<Report> {
  const isOn = stack.declared(FEATURES).some(({ inputs }) => {
    const features = list(inputs.enabledFeatures);
    return features !== UNKNOWN && features.includes("RootSessions");
  });
  if (!isOn) return;
  yield {
    id: `denies-sessions:${nameOf(fact)}`,
    seen: `${nameOf(fact)} also denies the privileged sessions (sts:AssumeRoot) that RootSessions turns on`,
    wanted: "the condition Null aws:AssumedRoot true besides",
    level: "advisory",
    resource: fact.resource,
  };
}

function nameOf({ resource }: PolicyFact): string {
  return resource.logicalId ?? resource.name;
}
