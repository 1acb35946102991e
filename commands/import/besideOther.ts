import type { OtherStack } from "../../model/delegation/otherStack.ts";
import { sameName, wantedEntries } from "../../model/transition/succession.ts";
import type { Facts } from "./facts.ts";

/**
 * What AWS has without what belongs to the other of two stacks: its permission sets, with everything that is assigned by
 * them, and attributes and further Regions, of which an instance has one list.
 */
export function besideOther(facts: Facts, other: OtherStack | undefined): Facts {
  if (!other) return facts;
  const theirs = wantedEntries("permissionSets", other.configuration);
  const isTheirs = ({ name }: { readonly name: string }) =>
    theirs.some((one) => sameName(one.name, name));
  const { attributes, regions } = other.configuration.identityCenter;
  return {
    ...facts,
    permissionSets: facts.permissionSets.filter((set) => !isTheirs(set)),
    setsOfOther: facts.permissionSets.filter(isTheirs).map(({ arn, name }) => ({ arn, name })),
    attributes: Object.keys(attributes).length > 0 ? [] : facts.attributes,
    furtherRegions: facts.furtherRegions.filter((region) => !regions.includes(region)),
  };
}
