import type { Said } from "./opinion.ts";
import type { Report } from "./rule.ts";

/** Of one kind in one place so many are said one by one; of more, the first few and how many more there are. */
const IN_PLACE = { most: 10, first: 5 };
/** Likewise in all places of one template together. */
const IN_TEMPLATE = { most: 100, first: 50 };

/** Gathers what a rule says again and again about one resource. Ids of what is gathered match the ids of each. */
export function gathered(all: readonly Said[]): readonly Said[] {
  if (all.length <= IN_PLACE.most) return all;
  const inPlaces = shorten(all, IN_PLACE, (said) => [placeIn(said), said.where, ...kindOf(said)]);
  return shorten(inPlaces, IN_TEMPLATE, kindOf);
}

function placeIn({ about }: Said): string | undefined {
  return about && "logicalId" in about ? about.logicalId : undefined;
}

/** About which resource, what kind of finding, and how bad it is. */
function kindOf({ report, about }: Said): readonly unknown[] {
  const weight = "doubt" in report ? "doubt" : report.level;
  return [about?.urn, nameOf(report), weight];
}

/** What comes before the details of a finding's id. */
function nameOf({ id }: Report): string {
  return id.split(":", 1)[0] as string;
}

function shorten(
  all: readonly Said[],
  { most, first }: { readonly most: number; readonly first: number },
  keyOf: (said: Said) => readonly unknown[],
): readonly Said[] {
  const groups = Map.groupBy(all, (said) => keyOf(said).join("\n"));
  return [...groups.values()].flatMap((group) => {
    if (group.length <= most) return group;
    return [...group.slice(0, first), sum(group.slice(first))];
  });
}

/** So many more of one kind. */
function sum(rest: readonly Said[]): Said {
  const [some] = rest as readonly [Said, ...Said[]];
  const { report } = some;
  const name = nameOf(report);
  const places = [...new Set(rest.map(placeIn))].filter((one) => one !== undefined);
  const about = places.length > 1 && some.about ? { urn: some.about.urn } : some.about;
  const inPlaces = places.length > 1 ? `, in ${places.slice(0, 20).join(", ")}` : "";
  const more = places.length > 20 ? ` and ${places.length - 20} more` : "";
  const text = `${rest.length.toLocaleString("en")} more of the kind ${name}${inPlaces}${more}`;
  const all = rest.every((one) => one.report.id.startsWith(`${name}:`)) ? `${name}:*` : `${name}*`;
  const id = places.length > 1 ? `*.${all}` : all;
  if ("doubt" in report) return { ...some, about, report: { id, doubt: text } };
  const { wanted, level } = report;
  return { ...some, about, report: { id, seen: text, wanted, ...(level && { level }) } };
}
