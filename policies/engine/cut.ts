/** The longest run of characters without a space between them that is said in full. */
const MAX_WORD = 300;
/** The longest part of a message that is said in full. */
const MAX_TEXT = 1000;

/** A text for a message that may quote what somebody wrote at any length: its beginning and its end are kept. */
export function cut(text: string): string {
  if (text.length <= MAX_WORD) return text;
  const short = text.replace(LONG_WORD, (word) => without(word, 150, 50));
  return short.length > MAX_TEXT ? without(short, 700, 200) : short;
}

const LONG_WORD = new RegExp(`\\S{${MAX_WORD + 1},}`, "g");

function without(text: string, begin: number, end: number): string {
  const left = (text.length - begin - end).toLocaleString("en");
  return `${text.slice(0, begin)}… (${left} characters left out) …${text.slice(-end)}`;
}

/** The longest id of a finding that is said in full. */
const MAX_ID = 200;

/** A finding's id, cut where a wildcard makes of it what an exemption may say. */
export function cutId(id: string): string {
  return id.length > MAX_ID ? `${id.slice(0, MAX_ID)}*` : id;
}
