import type { Direction } from "../../model/transition/difference/accessChanges.ts";
import { counted } from "../report/resourceName.ts";
import type { Comparison } from "./comparison.ts";
import type { EmergencyComparison } from "./emergency.ts";
import { whoName } from "./words.ts";

const PARTS = ["part of the protection goes", "parts of the protection go"] as const;

/** The same of a stack for emergencies. */
export function emergencySummary({ protection, privileges }: EmergencyComparison): string {
  const of = (kind: "administrator" | "privilege") =>
    privileges.filter((one) => one.kind === kind).length;
  const parts: readonly (readonly [number, string, string])[] = [
    [of("administrator"), "way in is new", "ways in are new"],
    [of("privilege"), "role gets more", "roles get more"],
    [protection.length, ...PARTS],
  ];
  const told = parts.filter(([count]) => count > 0).map((part) => counted(...part));
  return told.length === 0 ? "no protection goes, and nobody gets more" : told.join(", ");
}

/** All of it on one line: `1 new administrator, 3 gain access, 1 loses some`. */
export function summaryOf({ difference, delegate, protection, state }: Comparison): string {
  if (!difference) return "not compared";
  const people = (...directions: Direction[]) => {
    const who = directions.flatMap((one) => difference[one].flatMap((change) => change.who));
    return new Set(who.map(whoName)).size;
  };
  const { administrators, permissionSets } = difference;
  const may = (isMeant: (one: (typeof permissionSets)[number]) => boolean | undefined) =>
    permissionSets.filter(isMeant).flatMap((one) => one.permissionSets).length;
  const parts: readonly (readonly [number, string, string?])[] = [
    [administrators.gained.length, "new administrator"],
    [delegate ? 1 : 0, "new delegated administrator"],
    [administrators.lost.length, "administrator fewer", "administrators fewer"],
    [protection.length, ...PARTS],
    [people("gained", "prolonged"), "gains access", "gain access"],
    [people("lost", "shortened"), "loses some", "lose some"],
    [
      may(({ policies, isSecret }) => isSecret || policies?.mayWiden),
      "permission set may do more",
      "permission sets may do more",
    ],
    [
      may(({ policies, isSecret }) => !isSecret && policies?.mayNarrow),
      "permission set may do less",
      "permission sets may do less",
    ],
  ];
  const told = parts.filter(([count]) => count > 0);
  const start = state === "new" ? "a new stack: " : "";
  if (told.length === 0) return `${start}nobody gains or loses access`;
  return start + told.map((part) => counted(...part)).join(", ");
}
