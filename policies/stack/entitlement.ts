import type { PrincipalFact, References } from "../resources/fact.ts";
import { references } from "../resources/factBuilders.ts";
import { property, type Resource } from "../resources/resource.ts";
import { object, type Properties, UNKNOWN, type Unknown, type Value } from "../value.ts";
import { resolverOf } from "./resolver.ts";
import type { Stack } from "./stack.ts";

/** What gives people a role through Account Access Manager, past permission sets. */
export const ENTITLEMENTS: readonly string[] = [
  "aws:accountaccess/entitlement:Entitlement",
  "AWS::AccountAccess::Entitlement",
];

/** A role of an account, given to a group or a person of Identity Center. */
export interface Entitlement {
  readonly resource: Resource;
  readonly principalType: "GROUP" | "USER" | Unknown | undefined;
  /** Id of the group. */
  readonly group: Value | undefined;
  /** ARN of the role. */
  readonly role: Value | undefined;
  /** Id of the account that the role is in. */
  readonly account: Value | undefined;
  /** The input that names principal and role. */
  readonly input: string;
}

/** All entitlements of a stack. */
export function entitlementsIn(stack: Stack): readonly Entitlement[] {
  return stack.declared(...ENTITLEMENTS).map(entitlement);
}

/** What an entitlement gives to whom. */
export function entitlement(resource: Resource): Entitlement {
  const input = resource.type.startsWith("aws:") ? "entitlement" : "Entitlement";
  const given = part(part(resource.inputs, "Entitlement"), "PrincipalRole");
  const principal = part(part(given, "Principal"), "IdentityCenter");
  const role = of(given, "RoleArn");
  return {
    resource,
    principalType: principalType(principal),
    group: of(principal, "GroupId"),
    role,
    account: of(given, "AccountId") ?? of(given, "Account") ?? accountIn(role),
    input,
  };
}

/** The roles of the stack that an entitlement gives. */
export function rolesOf(
  { role, input, resource }: Entitlement,
  stack: Stack,
): readonly PrincipalFact[] {
  const named = (values: readonly Value[]): References => ({ target: "role", input, values });
  const given = references("role", input, role).values;
  const values: readonly Value[] = given === UNKNOWN ? [UNKNOWN] : given;
  const { here } = resolverOf(stack).principals(named(values), resource);
  if (here.length > 0 || typeof role !== "string") return here;
  // By its name, while its ARN isn't known.
  const [, path = "/", name] = /:role(\/(?:.*\/)?)([^/]+)$/.exec(role) ?? [];
  if (name === undefined) return [];
  const byName = resolverOf(stack).principals(named([name]), resource).here;
  return byName.filter(
    (one) => one.path === path && typeof stack.at(one.resource)?.output("arn") !== "string",
  );
}

function principalType(principal: Part): Entitlement["principalType"] {
  if (principal === UNKNOWN) return UNKNOWN;
  const has = (name: string) => (of(principal, name) ?? null) !== null;
  if (has("UserId")) return "USER";
  return has("GroupId") ? "GROUP" : undefined;
}

type Part = Properties | Unknown | undefined;

function part(of: Part, name: string): Part {
  return of === undefined || of === UNKNOWN ? of : object(property(of, name));
}

function of(part: Part, name: string): Value | undefined {
  return part === undefined || part === UNKNOWN ? part : property(part, name);
}

function accountIn(arn: Value | undefined): Value | undefined {
  if (typeof arn !== "string") return arn;
  const account = /:iam::(.*):role\//.exec(arn)?.[1];
  return account && /^\d{12}$/.test(account) ? account : UNKNOWN;
}
