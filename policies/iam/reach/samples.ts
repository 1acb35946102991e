import { memoize } from "../../memoize.ts";
import { parseRange } from "../conditions/ipRange.ts";
import { type Operator, operatorNamed } from "../conditions/operators.ts";
import { parseDate, parseNumber } from "../conditions/values.ts";
import { resourceCovers } from "../patterns/arn.ts";
import type { Condition } from "../policy/statement.ts";
import { addressesAround } from "./addresses.ts";
import { ALWAYS_PRESENT, isClock, type KeyKind } from "./contextKey.ts";
import { asRequested, withoutPlaceholders, withVariables } from "./judge.ts";
import type { Asked } from "./question.ts";
import { inOwnAccount, placedAs } from "./witness.ts";

const FRESH = "\u{E000}\u{E001}";
const DAY = 86_400_000;
/** The last time but a day that a `Date` can be, in milliseconds. */
const LAST_DAY = 8.64e15 - DAY;
const IAM_REGIONS = ["us-east-1", "cn-north-1", "us-gov-west-1"];
/** Services that are the same in all Regions, whose requests count as made in one ("aws:RequestedRegion"). */
const GLOBAL = /^(iam:(?!PassRole$)|(organizations|account|route53|cloudfront|support):)/i;

/** Boundaries that limit nothing, or nothing that can't be had back, whichever partition they are in. */
const BOUNDLESS = ["aws", "aws-cn", "aws-us-gov"].flatMap((partition) =>
  ["AdministratorAccess", "IAMFullAccess"].map((name) => [
    `arn:${partition}:iam::aws:policy/${name}`,
  ]),
);

type Sample = readonly string[] | undefined;

/**
 * Values that requests may have for a key, on both sides of what conditions compare it with; `undefined` for none. Of keys
 * whose values the maker of a request decides on, those that it might choose.
 */
export function samples(
  conditions: readonly Condition[],
  key: string,
  kind: KeyKind,
  { action, stance, today, boundless = [] }: Asked,
): readonly Sample[] {
  if (key === "aws:requestedregion" && GLOBAL.test(action)) return IAM_REGIONS.map((one) => [one]);
  const absent: readonly Sample[] = ALWAYS_PRESENT.has(key) ? [] : [undefined];
  if (isClock(key) && today !== undefined) return [...absent, ...from(today, key, conditions)];
  const listed = listedBy(conditions);
  if (kind === "caller" || kind === "resource" || kind === "absent") return [...absent, ...listed];
  // Demanding tags of what is made is how AWS's own policies keep it apart from the rest.
  if (stance === "reviewer" && key.startsWith("aws:requesttag/")) return absent;
  const chosen =
    kind === "form" || (stance === "attacker" && (kind === "owner" || key.startsWith("aws:")));
  if (kind === "owner") return chosen ? [[FRESH], ...listed] : [[FRESH]];
  // Whoever may delegate within such a boundary only takes it.
  const taken =
    stance === "attacker" && key === "iam:permissionsboundary"
      ? [...BOUNDLESS, ...named(boundless, conditions)]
      : [];
  return [...absent, [FRESH], ...taken, ...(chosen ? listed : [])];
}

/** Policies as conditions name them, in whichever account. */
function named(arns: readonly string[], conditions: readonly Condition[]): readonly Sample[] {
  if (arns.length === 0) return [];
  return conditions.flatMap(({ values }) =>
    values.known.flatMap((value) => {
      const pattern = inOwnAccount(value);
      const meant = arns.filter((arn) => resourceCovers(pattern, inOwnAccount(arn)));
      return meant.map((arn) => [asRequested(placedAs(arn, value))]);
    }),
  );
}

/** What conditions compare with, and what lies around it. */
const listedBy = memoize((conditions: readonly Condition[]): readonly Sample[] => {
  const named = conditions.map(withoutPlaceholders).flatMap(listedValues);
  const texts = [...new Set([...named, ...measures(conditions)])];
  return [...texts.map((value) => [value]), ...together(conditions)];
});

/** For keys with many values: all that conditions list. */
function together(conditions: readonly Condition[]): readonly Sample[] {
  if (!conditions.some(({ set }) => set)) return [];
  const positive = conditions.filter(({ operator }) => operatorNamed(operator)?.negated === false);
  return [positive.map(withoutPlaceholders).flatMap(({ values }) => values.known.map(instance))];
}

/** Whether no sample that meets the conditions means that nothing does. */
export function isExact(conditions: readonly Condition[]): boolean {
  if (conditions.length === 1) return true;
  const open = conditions.filter(({ set, operator, values }) => {
    if (set || values.isIncomplete) return true;
    const { negated = false, comparison } = operatorNamed(operator) ?? {};
    return comparison === "like" && !negated && values.known.some((one) => /[*?]/.test(one));
  });
  const isListed = conditions.some((one) => !open.includes(one) && isList(one));
  return isListed || open.length < 2;
}

/** Whether it leaves only values that it lists. */
function isList({ operator, ifExists }: Condition): boolean {
  const { negated = true, family } = operatorNamed(operator) ?? {};
  return !negated && !ifExists && (family === "String" || family === "Arn" || family === "Bool");
}

/** Values on both sides of what a condition compares with. */
function listedValues({ operator, values }: Condition): readonly string[] {
  const known = operatorNamed(operator);
  switch (known?.family) {
    case "Bool":
      return ["true", "false"];
    case "Null":
      return [FRESH];
    case "IpAddress":
      return addressesAround(values.known.flatMap((text) => parseRange(text) ?? []));
    case "Numeric":
    case "Date":
      return [];
    case "Arn":
      return [`arn:aws:iam::000000000000:role/${FRESH}`, ...values.known.flatMap(instances)];
    default:
      return [FRESH, ...values.known.flatMap(isLike(known) ? instances : withVariables)];
  }
}

/** Numbers, of which no key has negative ones, and times, those between what several conditions say among them. */
function measures(conditions: readonly Condition[]): readonly string[] {
  const of = (family: string) =>
    conditions
      .filter(({ operator }) => operatorNamed(operator)?.family === family)
      .flatMap(({ values }) => values.known);
  const numbers = of("Numeric").flatMap((text) => parseNumber(text) ?? []);
  return [
    ...around(numbers, 1)
      .filter((one) => one >= 0)
      .map(String),
    ...around(times(of("Date")), DAY).map((at) => new Date(at).toISOString()),
  ];
}

function isLike(operator: Operator | undefined): boolean {
  return operator?.comparison === "like";
}

function times(texts: readonly string[]): readonly number[] {
  return texts.flatMap((text) => {
    const time = parseDate(text) ?? parseNumber(text);
    return time === undefined || Math.abs(time) > LAST_DAY ? [] : [time];
  });
}

/** Numbers, what lies between them and a step to both sides. */
function around(numbers: readonly number[], step: number): readonly number[] {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted.flatMap((number, index) => {
    const next = sorted[index + 1];
    const between = next === undefined ? [] : [(number + next) / 2];
    return [number - step, number, ...between, number + step];
  });
}

/** Times from today on, in seconds since 1970. Sessions last for at most 36 hours ("GetSessionToken"). */
function from(today: string, key: string, conditions: readonly Condition[]): readonly Sample[] {
  const start = Date.parse(today) - (key === "aws:tokenissuetime" ? 2 * DAY : 0);
  const listed = conditions.flatMap(({ values }) => times(values.known));
  return around([...listed, start + DAY / 2, start + 100 * 365 * DAY], DAY)
    .filter((at) => at >= start)
    .map((at) => [String(Math.floor(at / 1000))]);
}

/** Texts that a pattern matches: with something for its wildcards, and with nothing. */
function instances(pattern: string): readonly string[] {
  const text = withVariables(pattern);
  const bare = text.replace(/(?<!\$\{)\*/g, "").replace(/(?<!\$\{)\?/g, "\u{E000}");
  return [instance(pattern), bare];
}

function instance(pattern: string): string {
  return withVariables(pattern).replace(/(?<!\$\{)[*?]/g, "\u{E000}");
}
