import { allHold, holds } from "../conditions/condition.ts";
import { operatorNamed } from "../conditions/operators.ts";
import type { Condition, Policy, Statement } from "../policy/statement.ts";
import { rootContext } from "./rootContext.ts";

/** A statement of a service control policy that is about the root user and doesn't deny it anything. */
export interface RootMistake {
  readonly kind: "never-matches-root" | "allows-root" | "denies-all-but-root";
  readonly statement: Statement;
  /** What of it makes it so. */
  readonly why: string;
}

const PARTITIONS = ["aws", "aws-cn", "aws-us-gov"];
const ANY_ACCOUNT = "918273645012";

/** Statements that were surely written to keep the root user out, and don't. */
export function rootMistakes(scp: Policy): readonly RootMistake[] {
  return scp.statements.flatMap((statement) => mistake(statement, scp) ?? []);
}

function mistake(statement: Statement, scp: Policy): RootMistake | undefined {
  const about = statement.conditions.filter(isAboutRoot);
  const [first] = about;
  if (!first) return undefined;
  const isNegated = about.every(({ operator }) => operatorNamed(operator)?.negated);
  if (isNegated) {
    // Others than root in the same list are exceptions, as root may be one.
    const isAlone = first.values.known.every((value) => meansRoot(first.key, value));
    const isAll =
      statement.actions?.known.includes("*") && statement.resources?.known.includes("*");
    if (statement.effect !== "Deny" || !isAlone || !isAll) return undefined;
    if (statement.conditions.length > about.length) return undefined;
    const why = `${shown(first)} holds for everyone but the root user`;
    return { kind: "denies-all-but-root", statement, why };
  }
  if (statement.effect === "Allow") {
    return { kind: "allows-root", statement, why: "its Effect is Allow" };
  }
  const version = scp.version ?? "2008-10-17";
  const contexts = contextsOf(about, scp);
  if (contexts.some((context) => allHold(statement, context, version) !== "no")) return undefined;
  const culprit = statement.conditions.find((condition) =>
    contexts.every((context) => holds(condition, context, version) === "no"),
  );
  return { kind: "never-matches-root", statement, why: reason(culprit ?? first) };
}

/** Root users whom the conditions may name, signed in or in a privileged session. */
function contextsOf(about: readonly Condition[], scp: Policy) {
  const values = about.flatMap((condition) => condition.values.known);
  const ids = values.flatMap((value) => value.match(/\d{12}/g) ?? []);
  return PARTITIONS.flatMap((partition) =>
    [ANY_ACCOUNT, ...new Set(ids)].flatMap((account) =>
      [false, true].map((inSession) => rootContext(scp, { partition, account, inSession })),
    ),
  );
}

function isAboutRoot({ key, values }: Condition): boolean {
  return values.known.some((value) => meansRoot(key, value));
}

function meansRoot(key: string, value: string): boolean {
  switch (key.toLowerCase()) {
    case "aws:principaltype":
      return /^(account|root)$/i.test(value);
    case "aws:username":
      return /^(root|<root_account>)$/i.test(value);
    case "aws:principalarn":
      // A role may be called root, too.
      return (
        /(^|[:/])(root|<root_account>)\/?\*?$/i.test(value) && !/:(assumed-)?role\//.test(value)
      );
    default:
      return false;
  }
}

function reason(condition: Condition): string {
  const { operator, key, values } = condition;
  const [value = ""] = values.known;
  const name = key.toLowerCase();
  if (name === "aws:username") return "requests of the root user have no aws:username";
  if (name === "aws:principaltype") return "the root user's aws:PrincipalType is Account";
  if (name !== "aws:principalarn") return `${shown(condition)} never holds for the root user`;
  const isRootArn = /^(arn|\*):[^/]*:root$/.test(value);
  if (isRootArn && /equals/i.test(operator)) {
    return `${operator} takes ${value} as it is written, and no ARN has a * in it`;
  }
  return `no root user has the ARN ${value}: it is arn:aws:iam::<account>:root`;
}

function shown({ operator, key, values }: Condition): string {
  return `${operator} ${key} ${values.known.join(", ")}`;
}
