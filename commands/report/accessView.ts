import type { Access } from "../../model/access/access.ts";
import { UsageError } from "../cli/usageError.ts";
import { accessByAccount, accessByPerson } from "./accessList.ts";
import { drawAccessMatrix, FEW_PEOPLE } from "./accessMatrix.ts";
import { holders } from "./holders.ts";
import type { Members } from "./members.ts";
import { terminalWidth } from "./textWidth.ts";

const VIEWS = ["person", "account", "all"] as const;

/** What is shown of the access: everybody's, person by person or account by account, or both. */
export type AccessView = (typeof VIEWS)[number];

/** @throws UsageError for another word */
export function accessView(text: string | undefined): AccessView | undefined {
  const view = VIEWS.find((one) => one === text);
  if (text === undefined || view !== undefined) return view;
  throw new UsageError(`--access is ${JSON.stringify(text)}; person, account or all is wanted`);
}

/** The access matrix, and in words what was asked for; a short list also without being asked. */
export function accessLines(members: Members, access: Access, view?: AccessView): string[] {
  const width = terminalWidth();
  const isShort = holders(members, access.entries).size <= FEW_PEOPLE;
  const lines = [drawAccessMatrix(members, access, width)];
  if (view === "person" || view === "all" || (view === undefined && isShort)) {
    lines.push("", ...accessByPerson(members, access, width));
  }
  if (view === "account" || view === "all") {
    lines.push("", ...accessByAccount(members, access, width));
  }
  if (view === undefined && !isShort) {
    lines.push("", "Everybody's access: --access person, --access account or --access all");
  }
  return lines;
}
