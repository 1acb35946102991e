import type { Company } from "./company.ts";
import { groupEdits } from "./groupEdits.ts";
import { lineEdits, tidied } from "./lineEdits.ts";
import { nameEdits } from "./nameEdits.ts";
import { organizationEdits } from "./organizationEdits.ts";
import { peopleEdits } from "./peopleEdits.ts";
import type { Random } from "./random.ts";
import { setEdits } from "./setEdits.ts";

/** Changes a company at random. @returns false where there is nothing that it could be done to */
export type Edit = (company: Company, random: Random) => boolean;

const ALL: readonly Readonly<Record<string, Edit>>[] = [
  peopleEdits,
  lineEdits,
  setEdits,
  groupEdits,
  nameEdits,
  organizationEdits,
];

/** A company after some edits of any kind, and what they were. */
export function edited(company: Company, random: Random): { wanted: Company; edits: string[] } {
  const wanted = structuredClone(company);
  wanted.settled = keysOf(company);
  const edits: string[] = [];
  const most = random.chance(0.5) ? 1 : 2 + random.below(4);
  for (let tries = 0; edits.length < most && tries < 40; tries++) {
    const kind = random.pick(ALL) ?? {};
    const [name, edit] = random.pick(Object.entries(kind)) as [string, Edit];
    if (!edit(wanted, random)) continue;
    edits.push(name);
    wanted.settled = [];
  }
  tidied(wanted);
  return { wanted, edits };
}

function keysOf({ config }: Company): string[] {
  return (["people", "groups", "permissionSets"] as const).flatMap((section) =>
    Object.keys(config[`access:${section}`]).map((key) => `${section}.${key}`),
  );
}

/** Aliases have nothing left to do after an update. */
export function settled(company: Company): Company {
  const { config } = company;
  delete config["access:limits"];
  for (const section of [
    config["access:people"],
    config["access:permissionSets"],
    config["access:groups"],
  ]) {
    for (const entry of Object.values(section)) delete (entry as Record<string, unknown>).aliases;
  }
  return company;
}
