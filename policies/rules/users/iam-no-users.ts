import type {
  CredentialFact,
  CredentialKind,
  MembershipFact,
  PrincipalFact,
} from "../../resources/fact.ts";
import type { Report, Rule, RuleContext } from "../../rule.ts";
import { resolverOf } from "../../stack/resolver.ts";
import type { Stack } from "../../stack/stack.ts";
import { UNKNOWN, type Value } from "../../value.ts";
import { kindOfUser, type MachineUser, machineUsersSchema, type UserKind } from "./machineUser.ts";
import { unusedMachineUsers } from "./unusedMachineUsers.ts";
import { isPerson, knownUser, ownerKind, peopleAmong, undeclaredUser } from "./userFacts.ts";

type Settings = {
  readonly machineUsers: readonly MachineUser[];
};

const CREDENTIALS: Readonly<Record<Exclude<CredentialKind, "login-profile">, string>> = {
  "access-key": "an access key that never ends",
  "ssh-key": "an SSH key",
  "service-specific-credential": "a service-specific credential",
  "signing-certificate": "a signing certificate",
};

const WANTED = "temporary credentials: a role, or a person of the identity provider";

export const iamNoUsers: Rule<Settings> = {
  id: "iam-no-users",
  severity: "high",
  level: "mandatory",
  title: "No IAM users for people",
  why: "passwords and access keys of IAM users don't end by themselves, they leak, and they stay behind when a person leaves",
  fix: "let people sign in through Identity Center and workloads assume roles (OIDC or IAM Roles Anywhere outside AWS); list a system that can do neither under machineUsers, with a reason and a date",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp",
  controls: {
    cis: { "3.0.0": "1.21", "4.0.0": "1.21", "5.0.0": "1.20", "6.0.0": "2.20", "7.0.0": "2.19" },
    bestPractice:
      "Require human users to use federation with an identity provider to access AWS using temporary credentials",
  },
  limits:
    "users that aren't declared in the stack, and who really uses a credential: see the account's credential report",
  settings: {
    machineUsers: {
      description:
        "users of systems that can do nothing else, by name, path or tag (`key=value`), with a reason and the last day; they never get a console password",
      default: [],
      schema: machineUsersSchema,
    },
  },
  facts: {
    *principal(fact, { settings, today }) {
      if (fact.principal !== "user") return;
      const kind = kindOfUser(knownUser(fact), settings.machineUsers, today);
      const whose = nameOf(fact);
      if (kind.is === "unknown") yield undecided(`the user ${whose}`);
      else if (kind.is !== "machine") {
        yield { id: "user", seen: `an IAM user, ${whose}${ended(kind)}`, wanted: WANTED };
      }
    },
    *credential(fact, { settings, today }) {
      if (fact.credential === "login-profile") {
        const seen = `a console password of ${owners(fact)}`;
        const wanted = "no password: people sign in through the identity provider, machines never";
        yield { id: "login-profile", seen, wanted };
        return;
      }
      const kind = ownerKind(fact, settings.machineUsers, today);
      if (kind.is !== "unknown") yield* credential(fact, fact.credential, kind);
    },
    *membership(fact, { settings, today }) {
      const people = peopleAmong(fact, settings.machineUsers, today);
      if (people !== UNKNOWN) yield* membership(fact, people);
    },
  },
  stack: {
    *check(stack, context) {
      yield* byReference(stack, context);
      yield* unusedMachineUsers(stack, context.settings.machineUsers, context.today);
    },
  },
};

/** Credentials and memberships of which only the user's own declaration tells whose they are. */
function* byReference(stack: Stack, { settings, today }: RuleContext<Settings>): Iterable<Report> {
  const { machineUsers } = settings;
  for (const fact of stack.facts("credential")) {
    if (fact.credential === "login-profile") continue;
    if (ownerKind(fact, machineUsers, today).is !== "unknown") continue;
    const { resource } = fact;
    const { here, elsewhere, unknown } = resolverOf(stack).principals(fact.user, resource);
    const kinds = [...here.map(knownUser), ...elsewhere.map(undeclaredUser)].map((user) =>
      kindOfUser(user, machineUsers, today),
    );
    const [guilty] = kinds.filter(isPerson);
    if (guilty) {
      for (const one of credential(fact, fact.credential, guilty)) yield { ...one, resource };
    } else if (unknown || kinds.some(({ is }) => is === "unknown")) {
      yield { ...undecided(`the user of ${resource.logicalId ?? resource.name}`), resource };
    }
  }
  for (const fact of stack.facts("membership")) {
    if (peopleAmong(fact, machineUsers, today) !== UNKNOWN) continue;
    const { resource } = fact;
    const { here, elsewhere, unknown } = resolverOf(stack).principals(fact.users, resource);
    const users = [...here.map(knownUser), ...elsewhere.map(undeclaredUser)];
    const people = users.filter((user) => isPerson(kindOfUser(user, machineUsers, today)));
    const named = people.map(({ name }) => String(name));
    if (named.length > 0) {
      for (const one of membership(fact, named)) yield { ...one, resource };
    } else if (unknown) {
      yield { ...undecided("who is put into the group"), resource };
    }
  }
}

function* credential(
  fact: CredentialFact,
  kind: keyof typeof CREDENTIALS,
  user: UserKind,
): Iterable<Report> {
  if (!isPerson(user)) return;
  const seen = `${CREDENTIALS[kind]}, of ${owners(fact)}${ended(user)}`;
  yield { id: kind, seen, wanted: WANTED };
}

function* membership({ groups }: MembershipFact, people: readonly string[]): Iterable<Report> {
  if (people.length === 0) return;
  const into = groups.values === UNKNOWN ? "" : ` in ${groups.values.map(shown).join(", ")}`;
  const seen = `IAM users ${people.join(", ")}${into}`;
  yield { id: "membership", seen, wanted: "groups of the identity provider" };
}

function undecided(who: string): Report {
  const doubt = `whether ${who} is a machine user: not all of name, path and tags is known in preview; will be checked at update`;
  return { id: "unknown", doubt };
}

function ended(kind: UserKind): string {
  if (kind.is !== "expired") return "";
  return `; its entry in machineUsers ("${kind.entry.reason}") ended on ${kind.entry.expires}`;
}

function nameOf({ resource, name }: PrincipalFact): string {
  return typeof name === "string" ? name : (resource.logicalId ?? resource.name);
}

function owners({ owner, user }: CredentialFact): string {
  if (owner) return `the IAM user ${nameOf(owner)}`;
  const [first] = user.values === UNKNOWN ? [UNKNOWN] : user.values;
  return typeof first === "string" ? `the IAM user ${first}` : "an IAM user";
}

function shown(value: Value | undefined): string {
  return typeof value === "string" ? value : "(not known yet)";
}
