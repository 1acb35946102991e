import { operatorNamed } from "../conditions/operators.ts";
import { parseDate, parseNumber } from "../conditions/values.ts";
import type { Condition } from "../statement.ts";
import { ALWAYS_PRESENT, type KeyKind } from "./contextKey.ts";
import type { Asked } from "./effect.ts";

const FRESH = "\u{E000}\u{E001}";
/** Addresses from all over the public range. */
const ADDRESSES = ["3.5.140.9", "52.94.76.12", "91.198.174.192", "142.250.1.1", "203.0.113.77"];
/** The last time but a day that a `Date` can be, in milliseconds. */
const LAST_DAY = 8.64e15 - 86_400_000;
const IAM_REGIONS = ["us-east-1", "cn-north-1", "us-gov-west-1"];
/** Services that are the same in all Regions, whose requests count as made in one ("aws:RequestedRegion"). */
const GLOBAL = /^(iam:(?!PassRole$)|(organizations|account|route53|cloudfront|support):)/i;

/**
 * Values that requests may have for a condition's key, on both sides of what it compares with; `undefined` for none. Of
 * keys whose values the maker of a request decides on, those that it might choose.
 */
export function samples(
  condition: Condition,
  key: string,
  kind: KeyKind,
  { action, stance }: Asked,
): readonly (readonly string[] | undefined)[] {
  if (key === "aws:requestedregion" && GLOBAL.test(action)) return IAM_REGIONS.map((one) => [one]);
  const listed = listedValues(condition).map((value) => [value]);
  const absent = ALWAYS_PRESENT.has(key) ? [] : [undefined];
  if (kind === "caller") return [...absent, ...listed];
  // Demanding tags of what is made is how AWS's own policies keep it apart from the rest.
  if (stance === "reviewer" && key.startsWith("aws:requesttag/")) return absent;
  const chosen =
    kind === "form" || (stance === "attacker" && (kind === "owner" || key.startsWith("aws:")));
  if (kind === "owner") return chosen ? [[FRESH], ...listed] : [[FRESH]];
  return [...absent, [FRESH], ...(chosen ? listed : [])];
}

/** Values on both sides of what a condition compares with. */
function listedValues({ operator, values }: Condition): readonly string[] {
  switch (operatorNamed(operator)?.family) {
    case "Bool":
      return ["true", "false"];
    case "Null":
      return [FRESH];
    case "IpAddress":
      return [...ADDRESSES, ...values.known.map((range) => range.replace(/\/.*$/, ""))];
    case "Numeric":
      return values.known.flatMap((text) => {
        const number = parseNumber(text);
        return number === undefined ? [] : [number - 1, number, number + 1].map(String);
      });
    case "Date":
      return values.known.flatMap((text) => {
        const time = parseDate(text);
        if (time === undefined || time > LAST_DAY) return [];
        return [time - 86_400_000, time + 86_400_000].map((at) => new Date(at).toISOString());
      });
    case "Arn":
      return [`arn:aws:iam::000000000000:role/${FRESH}`, ...values.known.map(withoutWildcards)];
    default:
      return [FRESH, ...values.known.map(withoutWildcards)];
  }
}

function withoutWildcards(pattern: string): string {
  return pattern.replace(/(?<!\$\{)[*?]/g, "\u{E000}");
}
