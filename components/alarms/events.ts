/** Characters of an event pattern, at most ("Amazon EventBridge quotas"). */
export const MAX_EVENT_PATTERN = 2048;
/** Characters of a filter pattern, at most (CloudWatch Logs API Reference, PutMetricFilter). */
export const MAX_FILTER_PATTERN = 1024;

/** What a field of a CloudTrail event has to be. */
export type Wanted =
  | { readonly is: readonly string[] }
  | { readonly startsWith: string }
  | { readonly endsWith: readonly string[] }
  | { readonly contains: readonly string[] }
  /** Another text, or absent. */
  | { readonly isNot: string }
  /** False, or absent. */
  | { readonly isNotTrue: true }
  | { readonly isAbsent: true };

/** CloudTrail events all of whose fields, by path such as `userIdentity.type`, are as wanted. */
export type Events = Readonly<Record<string, Wanted>>;

/**
 * Events as a pattern of EventBridge, any of them. `anything-but` wants the field to be there ("Comparison operators for
 * use in event patterns in Amazon EventBridge").
 */
export function eventPattern(events: readonly Events[]): string {
  const details = events.map(detail);
  const [only] = details;
  return JSON.stringify({
    "detail-type": [{ suffix: " via CloudTrail" }],
    detail: details.length === 1 ? only : { $or: details },
  });
}

/**
 * The same as a filter pattern of CloudWatch Logs ("Using filter patterns to match terms in JSON log events"), which says
 * of each comparison whether an absent field is meant.
 */
export function filterPattern(events: readonly Events[]): string {
  const all = events.map((event) =>
    Object.entries(event)
      .map(([path, wanted]) => comparison(`$.${path}`, wanted))
      .join(" && "),
  );
  return `{ ${all.length === 1 ? all[0] : all.map((one) => `(${one})`).join(" || ")} }`;
}

interface Fields {
  [name: string]: Fields | readonly unknown[];
}

function detail(events: Events): Fields {
  const fields: Fields = {};
  for (const [path, wanted] of Object.entries(events)) {
    const names = path.split(".");
    const last = names.pop() ?? "";
    let at = fields;
    for (const name of names) {
      at[name] ??= {};
      at = at[name] as Fields;
    }
    at[last] = operators(wanted);
  }
  return fields;
}

function operators(wanted: Wanted): readonly unknown[] {
  if ("is" in wanted) return wanted.is;
  if ("startsWith" in wanted) return [{ prefix: wanted.startsWith }];
  if ("endsWith" in wanted) return wanted.endsWith.map((suffix) => ({ suffix }));
  if ("contains" in wanted) return wanted.contains.map((text) => ({ wildcard: `*${text}*` }));
  if ("isNot" in wanted) return [{ "anything-but": [wanted.isNot] }, { exists: false }];
  if ("isNotTrue" in wanted) return [false, { exists: false }];
  return [{ exists: false }];
}

function comparison(selector: string, wanted: Wanted): string {
  if ("isAbsent" in wanted) return `${selector} NOT EXISTS`;
  if ("isNot" in wanted) return `(${selector} NOT EXISTS || ${selector} != "${wanted.isNot}")`;
  if ("isNotTrue" in wanted) return `(${selector} NOT EXISTS || ${selector} IS FALSE)`;
  const texts =
    "is" in wanted
      ? wanted.is
      : "startsWith" in wanted
        ? [`${wanted.startsWith}*`]
        : "endsWith" in wanted
          ? wanted.endsWith.map((text) => `*${text}`)
          : wanted.contains.map((text) => `*${text}*`);
  const each = texts.map((text) => `${selector} = "${text}"`);
  return each.length === 1 ? `${each[0]}` : `(${each.join(" || ")})`;
}
