/**
 * Minutes of an ISO 8601 duration as CreatePermissionSet takes it, such as `PT8H` or `PT1H30M`.
 *
 * @returns `undefined` when it is none; years and months have no fixed length and are none here
 */
export function minutesOf(duration: string): number | undefined {
  const match =
    /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
      duration,
    );
  if (!match) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((weeks * 7 + days) * 24 + hours) * 60 + minutes + seconds / 60;
}
