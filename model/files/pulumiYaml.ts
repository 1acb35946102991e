import type { ScalarTag, Tags } from "yaml";

const prefix = "tag:yaml.org,2002:";

/** Day, or day and time, without quotes (yaml.v3, resolve.go): month and day may have one digit. */
const time =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d?):(\d\d?)(\.\d+)?[ \t]*(Z|[+-]\d\d?(?::?\d\d)?)?)?$/;

/**
 * How Pulumi, whose YAML is Go's yaml.v3, reads plain values where the YAML of JavaScript reads them in another
 * way: `0777` is octal, `1_000` a number, and a day becomes a time, which the program is given as text. A
 * stack file means the same whoever reads it.
 */
export const pulumiYaml = {
  merge: true,
  // A stack file of thousands of people may use one anchor as often. What grows by powers is still refused.
  maxAliasCount: 100_000,
  customTags: (tags: Tags): Tags => [
    ...tags.filter((tag) => typeof tag !== "object" || !/:(int|float)$/.test(tag.tag)),
    timestamp,
    ...integers,
    ...floats,
    binary,
  ],
};

const timestamp: ScalarTag = {
  tag: `${prefix}timestamp`,
  default: true,
  test: time,
  resolve: (text) => goTime(text) ?? text,
};

const integers: ScalarTag[] = [
  integer(/^[-+]?0[xX][\da-fA-F_]+$/, 16, 2),
  integer(/^[-+]?0[bB][01_]+$/, 2, 2),
  integer(/^[-+]?0[oO][0-7_]+$/, 8, 2),
  integer(/^[-+]?0_*[0-7][0-7_]*$/, 8, 1),
  integer(/^[-+]?\d[\d_]*$/, 10, 0),
];

const floats: ScalarTag[] = [
  {
    tag: `${prefix}float`,
    default: true,
    test: /^[-+]?(\.[\d_]*\d[\d_]*|\d[\d_]*(\.[\d_]*)?)([eE][-+]?\d[\d_]*)?$/,
    resolve: (text) => Number(text.replaceAll("_", "")),
  },
  {
    tag: `${prefix}float`,
    default: true,
    test: /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/,
    resolve: (text) =>
      /n/i.test(text[1] ?? "") ? Number.NaN : Number(`${text.startsWith("-") ? "-" : ""}Infinity`),
  },
];

const binary: ScalarTag = {
  tag: `${prefix}binary`,
  resolve: (text) => Buffer.from(text, "base64").toString("utf8"),
};

function integer(test: RegExp, radix: number, prefixLength: number): ScalarTag {
  return {
    tag: `${prefix}int`,
    default: true,
    test,
    resolve: (text) => {
      const digits = text.replace(/^[-+]/, "").replaceAll("_", "").slice(prefixLength);
      const value = radix === 10 ? Number(digits) : Number.parseInt(digits, radix);
      return text.startsWith("-") ? -value : value;
    },
  };
}

/** A time as Go prints it, which is how Pulumi hands it over; undefined for a day that doesn't exist, which stays text. */
function goTime(text: string): string | undefined {
  const [, year, month = "", day = "", hour = "0", minute = "0", second = "0", part = "", zone] =
    time.exec(text) ?? [];
  const two = (digits: string) => digits.padStart(2, "0");
  const date = `${year}-${two(month)}-${two(day)}`;
  const clock = `${two(hour)}:${two(minute)}:${two(second)}`;
  const instant = new Date(`${date}T${clock}Z`);
  if (Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(`${date}T${clock}`)) {
    return undefined;
  }
  const offset =
    zone === undefined || zone === "Z" ? "+0000 UTC" : `${zone} ${zone}`.replaceAll(":", "");
  return `${date} ${clock}${part.replace(/0+$|\.0*$/, "")} ${offset}`;
}
