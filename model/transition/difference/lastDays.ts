import { pathOf } from "../../problems/path.ts";
import type { Configuration } from "../../schema/configuration.ts";

/** Days from today on in which lines that end are told. */
export const DAYS_AHEAD = 14;

/** A line of access that has a last day. */
export interface EndingLine {
  readonly group: string;
  readonly permissionSet: string;
  /** Such as `access:groups.engineers.access[0]`. */
  readonly path: string;
  /** YYYY-MM-DD. */
  readonly until: string;
}

/** Lines whose last day is one of these, the earliest first. */
export function linesEnding(
  { groups }: Configuration,
  { from, to }: { readonly from: string; readonly to: string },
): EndingLine[] {
  return Object.entries(groups)
    .flatMap(([group, { access }]) =>
      access.flatMap(({ permissionSet, until }, index) => {
        if (until === undefined || until < from || until > to) return [];
        const path = pathOf("access:groups", group, "access", index);
        return [{ group, permissionSet, path, until }];
      }),
    )
    .sort((one, other) => (one.until < other.until ? -1 : Number(one.until > other.until)));
}
