import { MAX_DEPTH, type Value } from "../../value.ts";

/** Whether a log event, as JSON, matches. */
export type Filter = (event: Value) => boolean;

const TOKEN =
  /\s*(&&|\|\||[(){}]|!=|<=|>=|=|<|>|"(?:[^"\\]|\\.)*"|%[^%]*%|\$(?:\.[\w-]+|\[\d+\]|\['[^']+'\])+|[^\s(){}=!<>&|"]+)/y;
const SELECTOR = /^\$(?:\.[\w-]+|\[\d+\]|\['[^']+'\])+$/;
/** More than CloudWatch Logs takes. */
const MAX_LENGTH = 4096;

/**
 * Reads a filter pattern for JSON log events, such as `{ $.eventName = "CreateUser" && $.errorCode NOT EXISTS }`
 * (CloudWatch Logs, "Using filter patterns to match terms in JSON log events"). `&&` binds more than `||`.
 *
 * @returns `undefined` for patterns for other events, and for what isn't one
 */
export function readFilterPattern(pattern: string): Filter | undefined {
  const tokens = tokensOf(pattern);
  if (tokens?.at(0) !== "{" || tokens.at(-1) !== "}") return undefined;
  const reader = new Reader(tokens.slice(1, -1));
  const filter = reader.either();
  return reader.isDone ? filter : undefined;
}

function tokensOf(pattern: string): readonly string[] | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  const text = pattern.trim();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

/** Reads expressions; `undefined` when they are none. */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;
  /** Of parentheses that are open. */
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(): Filter | undefined {
    const filters = this.#joined("||", () => this.#joinedByAnd());
    return filters && ((event) => filters.some((filter) => filter(event)));
  }

  #joinedByAnd(): Filter | undefined {
    const filters = this.#joined("&&", () => this.#one());
    return filters && ((event) => filters.every((filter) => filter(event)));
  }

  #joined(operator: string, read: () => Filter | undefined): readonly Filter[] | undefined {
    const filters: Filter[] = [];
    do {
      const filter = read();
      if (!filter) return undefined;
      filters.push(filter);
    } while (this.#take(operator));
    return filters;
  }

  #one(): Filter | undefined {
    if (this.#take("(")) {
      this.#depth++;
      const filter = this.#depth > MAX_DEPTH ? undefined : this.either();
      this.#depth--;
      return this.#take(")") ? filter : undefined;
    }
    const selector = this.#next();
    if (!selector || !SELECTOR.test(selector)) return undefined;
    const operator = this.#next()?.toUpperCase();
    const get = (event: Value) => select(event, selector);
    if (operator === "EXISTS") return (event) => get(event) !== undefined;
    if (operator === "NOT") {
      return this.#next()?.toUpperCase() === "EXISTS"
        ? (event) => get(event) === undefined
        : undefined;
    }
    const operand = this.#next();
    if (operator === undefined || operand === undefined) return undefined;
    if (operator === "IS") return is(get, operand.toUpperCase());
    return comparison(get, operator, operand);
  }

  #next(): string | undefined {
    return this.#tokens[this.#at++];
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }
}

type Get = (event: Value) => Value | undefined;

function is(get: Get, what: string): Filter | undefined {
  const values = new Map<string, Value>([
    ["NULL", null],
    ["TRUE", true],
    ["FALSE", false],
  ]);
  const wanted = values.get(what);
  return wanted === undefined ? undefined : (event) => get(event) === wanted;
}

function comparison(get: Get, operator: string, operand: string): Filter | undefined {
  if (operator === "=" || operator === "!=") {
    const equals = equality(operand);
    return (event) => {
      const value = get(event);
      // No comparison is about arrays and objects.
      if (typeof value === "object" && value !== null) return false;
      return equals(value) === (operator === "=");
    };
  }
  const limit = Number(operand);
  const compare = ORDERS[operator];
  if (!compare || Number.isNaN(limit)) return undefined;
  return (event) => {
    const value = get(event);
    return typeof value === "number" && compare(value, limit);
  };
}

const ORDERS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
};

/** With case; `*` is any text; `%…%` is a regular expression, which has no groups. */
function equality(operand: string): (value: Value | undefined) => boolean {
  const expression = /^%([^()]*)%$/.exec(operand)?.[1];
  const text = /^"(.*)"$/s.exec(operand)?.[1]?.replaceAll(/\\(.)/gs, "$1") ?? operand;
  const source = expression ?? text.split("*").map(escaped).join(".*");
  const pattern = expression === undefined ? `^${source}$` : source;
  let regExp: RegExp;
  try {
    regExp = new RegExp(pattern, "s");
  } catch {
    return () => false;
  }
  return (value) => {
    const isPlain = ["string", "number", "boolean"].includes(typeof value);
    return isPlain && regExp.test(String(value));
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function select(event: Value, selector: string): Value | undefined {
  const names = [...selector.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]/g)];
  return names.reduce<Value | undefined>((value, [, name, index, quoted]) => {
    if (typeof value !== "object" || value === null) return undefined;
    const key = name ?? index ?? quoted ?? "";
    return Object.hasOwn(value, key) ? (value as Record<string, Value>)[key] : undefined;
  }, event);
}
