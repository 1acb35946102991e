/** Today in UTC, `YYYY-MM-DD`. */
export function today(): string {
  const now = Math.floor(Date.now() / MILLISECONDS_PER_DAY);
  if (now !== day) {
    day = now;
    text = new Date(now * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
  }
  return text;
}

const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000;
/** The day that was asked about last, counted from 1970, and how it is written. */
let day: number | undefined;
let text = "";
