/** A number of a condition, such as `10` or `-1.5`; `undefined` when it is none. */
export function parseNumber(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text.trim()) ? Number(text) : undefined;
}

const ISO_8601 =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/i;

/**
 * A date of a condition as milliseconds since 1970: one of the W3C's ISO 8601 forms (a year alone up to a
 * time with zone; UTC without one) or seconds since 1970 ("Date condition operators"). `undefined` when
 * it is none. Four digits are a year.
 */
export function parseDate(text: string): number | undefined {
  const iso = ISO_8601.exec(text) ?? BASIC.exec(text);
  if (!iso) return /^\d{1,19}$/.test(text) ? Number(text) * 1000 : undefined;
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00"] = iso;
  const zone = (iso[8] ?? "Z").toUpperCase().replace(/(\d\d)(\d\d)$/, "$1:$2");
  const milliseconds = (iso[7] ?? "").padEnd(3, "0").slice(0, 3);
  const at = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${zone}`,
  );
  if (Number.isNaN(at)) return undefined;
  // Date.parse takes 31 February for 3 March.
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) <= days ? at : undefined;
}

/** Whether a value is `true` or `false`, in any case. */
export function isBoolean(text: string): boolean {
  return /^(true|false)$/i.test(text);
}

/** Whether a value can be base64. */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
