/** Whole days from then until a day, both in UTC. */
export function daysUntil(today: string, then: Date): number {
  return Math.floor((Date.parse(`${today}T23:59:59.999Z`) - then.getTime()) / DAY);
}

/** `today`, `1 day`, `40 days`. */
export function ageText(days: number): string {
  if (days < 1) return "of today";
  return days === 1 ? "1 day old" : `${days} days old`;
}

const DAY = 24 * 60 * 60 * 1000;
