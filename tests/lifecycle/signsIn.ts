import type { Caller } from "../../policies/iam/evaluation/caller.ts";
import { evaluate } from "../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import type { Verdict } from "../../policies/verdict.ts";
import type { World } from "../../sandbox/world/world.ts";

type Context = Readonly<Record<string, string>>;

/** Signing in as the policies in a world have it, which are read back from it. */
export class SignIn {
  readonly #world: World;
  /** 12-digit id of the account where people come in. */
  readonly #entry: string;

  constructor(world: World, entry: string) {
    this.#world = world;
    this.#entry = entry;
  }

  /** Whether an assertion of the identity provider gets somebody into the role where people come in. */
  bySaml(
    provider = `arn:aws:iam::${this.#entry}:saml-provider/emergency`,
    audience = "https://signin.aws.amazon.com/saml",
  ): Verdict {
    const role = this.#role("emergency-operations", this.#entry);
    return evaluate(
      { identity: [], resource: readPolicy(role.trust, "trust") },
      {
        caller: { kind: "Federated", name: provider },
        ...{ action: "sts:AssumeRoleWithSAML", resource: role.arn, owner: this.#entry },
        context: contextOf({ "saml:aud": audience }),
      },
    );
  }

  /** Whether a session of that role, or of another one, gets into a role of an account. */
  fromSaml(role: string, account: string, from = "emergency-operations"): Verdict {
    const { arn } = this.#role("emergency-operations", this.#entry);
    const { PolicyDocument } = this.#world.call(
      "GetRolePolicy",
      { RoleName: "emergency-operations", PolicyName: "go-on" },
      undefined,
      { account: this.#entry },
    );
    const of = arn.replace("emergency-operations", from);
    const session = `arn:aws:sts::${this.#entry}:assumed-role/${from}/ada@example.com`;
    return this.#goesOn(
      { kind: "session", arn: session, of, account: this.#entry },
      ...([PolicyDocument, role, account, {}] as const),
    );
  }

  /** Whether a user, with what AWS knows of the sign-in, gets into a role of an account. */
  asUser(name: string, role: string, account: string, context: Context): Verdict {
    const { Properties } = this.#world.call("GetGroupPolicy", { Id: "emergency:go-on" });
    const arn = `arn:aws:iam::${this.#entry}:user/emergency/${name}`;
    return this.#goesOn(
      { kind: "user", arn, account: this.#entry },
      ...([String(Properties.policy), role, account, context] as const),
    );
  }

  #goesOn(
    caller: Caller & { readonly arn: string },
    policy: string,
    called: string,
    account: string,
    context: Context,
  ): Verdict {
    const role = this.#role(called, account);
    return evaluate(
      { identity: [readPolicy(policy, "identity")], resource: readPolicy(role.trust, "trust") },
      {
        ...{ caller, action: "sts:AssumeRole", resource: role.arn, owner: account },
        context: contextOf({
          "aws:principalarn": "of" in caller ? caller.of : caller.arn,
          ...context,
        }),
      },
    );
  }

  #role(RoleName: string, account: string): { readonly arn: string; readonly trust: string } {
    const { Role } = this.#world.call("GetRole", { RoleName }, undefined, { account });
    // Roles of permission sets come without.
    if (!("AssumeRolePolicyDocument" in Role)) throw new Error(`${RoleName} isn't made here`);
    return { arn: Role.Arn, trust: String(Role.AssumeRolePolicyDocument) };
  }
}

function contextOf(context: Context): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(context).map(([key, value]) => [key, [value]]));
}
