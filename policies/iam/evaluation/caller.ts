import type { PrincipalPattern } from "../policy/statement.ts";

/** Who makes a request. */
export type Caller =
  | {
      readonly kind: "user" | "root";
      /** ARN of the user or of the account's root. */
      readonly arn: string;
      readonly account: string;
    }
  | {
      /** A session of a role, or of a user who got it by `GetFederationToken`. */
      readonly kind: "session";
      /** ARN of the session, such as `arn:aws:sts::111122223333:assumed-role/name/session`. */
      readonly arn: string;
      /** ARN of the role or of the user whose session it is. */
      readonly of: string;
      readonly account: string;
    }
  | {
      /** An AWS service such as `ec2.amazonaws.com`, or somebody whom an identity provider vouches for. */
      readonly kind: "Service" | "Federated";
      readonly name: string;
    }
  | { readonly kind: "anonymous" };

/**
 * How a principal of a policy names a caller, the most direct first: by itself, by the role or user that
 * its session is of, by its account, or as anyone; `undefined` when it doesn't.
 */
export type Naming = "itself" | "behind" | "account" | "anyone" | undefined;

/**
 * How a value of a `Principal` names a caller ("AWS JSON policy elements: Principal"). Unique ids, such as
 * `AROA…`, and canonical users name nobody whom an ARN tells of.
 */
export function naming({ kind, value }: PrincipalPattern, caller: Caller): Naming {
  if (kind === "AWS" && value === "*") return "anyone";
  switch (caller.kind) {
    case "anonymous":
      return undefined;
    case "Service":
    case "Federated":
      return kind === caller.kind && value === caller.name ? "itself" : undefined;
    default:
      if (kind !== "AWS") return undefined;
      if (value === caller.arn) return "itself";
      if (caller.kind === "session" && value === caller.of) return "behind";
      return accountOf(value) === caller.account ? "account" : undefined;
  }
}

/** The account that a principal names as a whole: `111122223333` or the ARN of its root. */
function accountOf(principal: string): string | undefined {
  return /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
}
