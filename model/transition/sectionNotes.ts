import type { LastUpdate } from "./deployed.ts";

/** Sections that guard the organization, or watch over it: each is noted as a whole. A delegated administrator is a thing by itself. */
export const notedSections = [
  "auditTrail",
  "alarms",
  "detection",
  "rootGuardrails",
  "identityCenter",
] as const;
export type NotedSection = (typeof notedSections)[number];

/** By section, a digest of what is wanted of it; empty where it is off. */
export type WantedSections = Readonly<Record<NotedSection, string>>;

/** What an update notes of a section before its first call. */
export interface SectionNote {
  /** Digest of what it wants. */
  readonly wanted: string;
  /** Digest of what AWS had when it began; undefined where that isn't known. */
  readonly settled?: string;
  /** Digest of what the state had of it then. */
  readonly had?: string;
  /** Whether earlier updates left something that nobody has looked at. */
  readonly isUnseen: boolean;
}

/**
 * What is known of each section when an update begins. Where the last one ended in between and wanted the same, its calls
 * are made again, and tell; where it wanted something else, no call is about it any more.
 *
 * @param isRefreshed whether somebody has looked
 */
export function sectionNotes(
  last: Pick<LastUpdate, "note" | "sections">,
  wanted: WantedSections,
  isRefreshed: boolean,
): Readonly<Record<NotedSection, SectionNote>> {
  const noteOf = (section: NotedSection): SectionNote => {
    const former = last.note?.sections[section];
    const { made, urns, contents } = last.sections;
    const count = urns.get(section)?.length ?? 0;
    const had = contents.get(section);
    const asked = made?.[section] ?? 0;
    // What is removed goes when all is made: until then the state has more than that.
    const isDone = made !== undefined && count <= asked;
    // An update with --target answers for what it left alone, too: there the state has less than that, or what it had.
    const isLeft = isDone && former?.settled !== undefined && (count < asked || had === former.had);
    const isOff = had === undefined && (isDone || !former);
    const before = isOff ? "" : isDone && !isLeft ? former?.wanted : former?.settled;
    // Of what an update half made of nothing no digest tells, nor of what a look found half changed.
    const isKnown = (isDone && !isLeft) || (before === "" ? count === 0 : isLeft || !isRefreshed);
    return {
      wanted: wanted[section],
      ...(before === undefined || !isKnown ? {} : { settled: before }),
      ...(had === undefined ? {} : { had }),
      isUnseen: !isRefreshed && former !== undefined && (former.isUnseen || wasChanged(former)),
    };
    function wasChanged({ wanted: ended, settled }: SectionNote): boolean {
      // Where there was nothing before, nothing was changed: what was made is in the state, or has its name in AWS.
      return !isDone && settled !== "" && ended !== settled && ended !== wanted[section];
    }
  };
  return Object.fromEntries(
    notedSections.map((section) => [section, noteOf(section)] as const),
  ) as Record<NotedSection, SectionNote>;
}

/** Sections of which AWS may have something else than the state says. */
export function unseenSections(
  notes: Readonly<Record<NotedSection, SectionNote>>,
): readonly NotedSection[] {
  return notedSections.filter((section) => notes[section].isUnseen);
}
