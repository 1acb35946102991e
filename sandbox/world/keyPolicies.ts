/** One use of a key: by whom, through which service, with which encryption context. */
export interface KeyUse {
  readonly action: string;
  readonly keyArn: string;
  readonly caller: KeyCaller;
  /** Values of the condition keys, by their names in small letters. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}

/** ARNs by which a policy may name the caller, its role's among them; or a service. */
export type KeyCaller =
  | { readonly account: string; readonly arns: readonly string[] }
  | { readonly service: string };

type Statement = Readonly<Record<string, unknown>>;

/** As far as policies of keys need it: what isn't known of a statement (`NotAction`, another operator) allows nothing and denies. */
export interface KeyVerdict {
  readonly isDenied: boolean;
  /** By naming the caller itself, or a service. */
  readonly isAllowed: boolean;
  /** By naming its account, whose own policies then decide (KMS Developer Guide, "Default key policy"). */
  readonly isLeftToAccount: boolean;
}

/** @param policy of a key, or of the caller, whose statements name no principal */
export function keyVerdict(policy: string, use: KeyUse): KeyVerdict {
  const { Statement = [] } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
  const named = [Statement].flat().map((one) => ({ one, who: namedBy(one, use.caller) }));
  const about = named.filter(({ who }) => who !== "nobody");
  const allowing = about.filter(({ one }) => one.Effect === "Allow" && holds(one, use, false));
  return {
    isDenied: about.some(({ one }) => one.Effect === "Deny" && holds(one, use, true)),
    isAllowed: allowing.some(({ who }) => who === "caller"),
    isLeftToAccount: allowing.some(({ who }) => who === "account"),
  };
}

function namedBy(statement: Statement, caller: KeyCaller): "caller" | "account" | "nobody" {
  const { Principal, NotPrincipal } = statement;
  if (NotPrincipal !== undefined) return statement.Effect === "Deny" ? "caller" : "nobody";
  if (Principal === undefined || Principal === "*") return "caller";
  const { AWS, Service } = Principal as { AWS?: unknown; Service?: unknown };
  if ("service" in caller) return texts(Service).includes(caller.service) ? "caller" : "nobody";
  const named = texts(AWS);
  if (named.some((one) => one === "*" || caller.arns.includes(one))) return "caller";
  const { account } = caller;
  const isAccount = (one: string) => one === account || one.endsWith(`:iam::${account}:root`);
  return named.some(isAccount) ? "account" : "nobody";
}

/** @param isDoubtful what a part means that isn't known here */
function holds(statement: Statement, use: KeyUse, isDoubtful: boolean): boolean {
  const { Action, Resource, Condition = {} } = statement;
  const part = (value: unknown, text: string) =>
    value === undefined ? isDoubtful : texts(value).some((one) => like(one, text));
  const operators = Object.entries(Condition as Record<string, Record<string, unknown>>);
  return (
    part(lowered(Action), use.action.toLowerCase()) &&
    part(Resource, use.keyArn) &&
    operators.every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => {
        const values = use.context.get(key.toLowerCase()) ?? [];
        return comparison(operator, texts(wanted), values) ?? isDoubtful;
      }),
    )
  );
}

/** Undefined: an operator that isn't known here. */
function comparison(
  operator: string,
  wanted: readonly string[],
  values: readonly string[],
): boolean | undefined {
  const equal = (value: string) => wanted.includes(value);
  const alike = (value: string) => wanted.some((one) => like(one, value));
  switch (operator) {
    case "StringEquals":
    case "ForAnyValue:StringEquals":
      return values.some(equal);
    case "StringLike":
    case "ForAnyValue:StringLike":
    case "ArnLike":
    case "ArnEquals":
      return values.some(alike);
    case "StringNotEquals":
      return !values.some(equal);
    case "StringNotLike":
      return !values.some(alike);
    default:
      return undefined;
  }
}

function lowered(value: unknown): unknown {
  return value === undefined ? undefined : texts(value).map((one) => one.toLowerCase());
}

function texts(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}

/** `*` stands for any characters, `?` for one. */
function like(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(text);
}
