import type { Condition, Policy } from "../../iam/policy/statement.ts";
import type { CredentialFact } from "../../resources/fact.ts";
import { notKnownYet, type Report, type Rule } from "../../rule.ts";
import { UNKNOWN, type Value } from "../../value.ts";

/** As the credential report calls the root user, and as people write it. */
const ROOT = /^(root|<root_account>|root[_-]account|arn:[\w-]+:iam::\d{12}:root)$/i;

const WHAT: Readonly<Record<CredentialFact["credential"], string>> = {
  "access-key": "an access key",
  "login-profile": "a console password",
  "ssh-key": "an SSH key",
  "service-specific-credential": "a service-specific credential",
  "signing-certificate": "a signing certificate",
};

export const iamNoRootAccessKeys: Rule = {
  id: "iam-no-root-access-keys",
  severity: "critical",
  level: "mandatory",
  title: "No root user access keys",
  why: "nothing in its account can limit the root user, so whoever has its key has the account",
  fix: "delete the root user's keys, and use roles with temporary credentials instead",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html#ru-bp-access-keys",
  controls: {
    cis: { "3.0.0": "1.4", "4.0.0": "1.4", "5.0.0": "1.3", "6.0.0": "2.3", "7.0.0": "2.4" },
    securityHub: ["IAM.4"],
    bestPractice: "Follow best practices to protect your root user credentials",
  },
  limits:
    "keys, password and MFA of the root user itself, which no program declares: see the account's credential report",
  settings: {},
  facts: {
    *principal({ principal, name }) {
      if (principal !== "user" || !isRoot(name)) return;
      const seen = `an IAM user named like the root user: ${name}`;
      yield { id: "root-user", seen, wanted: "no user that is taken for the root user" };
    },
    *credential({ credential, user, owner, resource }) {
      // Its user is judged itself.
      if (owner) return;
      const values: readonly Value[] = user.values === UNKNOWN ? [UNKNOWN] : user.values;
      const [name] = values;
      if (name === UNKNOWN) yield notKnownYet(user.input);
      else if (isRoot(name)) {
        const seen = `${WHAT[credential]} of the root user: ${user.input} is ${name}`;
        yield { id: `root-${credential}`, seen, wanted: "no credentials of the root user at all" };
      } else if (name === undefined && resource.type.startsWith("AWS::")) {
        // "AccessKey - UserName": IAM takes the user of the caller's key, which may be the root user.
        const seen = `${WHAT[credential]} without a user`;
        yield { id: "no-user", seen, wanted: "a user that it belongs to", level: "advisory" };
      }
    },
    *policy({ use, policy, property }) {
      if (use === "trust" || use === "resource") yield* rootAlone(policy, property);
    },
  },
};

/** An account as principal means all of it; a condition on the ARN of its root means the root user. */
function* rootAlone({ statements }: Policy, property: string): Iterable<Report> {
  for (const { effect, label, conditions } of statements) {
    if (effect !== "Allow" || !conditions.some(requiresRoot)) continue;
    yield {
      id: `root-principal:${label}`,
      seen: `${property}: ${label} allows it to the root user alone`,
      wanted: "a role that may do it",
      fix: "name a role, so that nobody needs the root user's credentials for it",
      level: "advisory",
    };
  }
}

function requiresRoot({ operator, key, values, ifExists }: Condition): boolean {
  if (ifExists || values.isIncomplete || values.known.length === 0) return false;
  if (/not/i.test(operator) || operator === "Null") return false;
  const name = key.toLowerCase();
  if (name === "aws:principaltype") return values.known.every((value) => value === "Account");
  return name === "aws:principalarn" && values.known.every((value) => /:root$/.test(value));
}

function isRoot(name: Value | undefined): name is string {
  return typeof name === "string" && ROOT.test(name);
}
