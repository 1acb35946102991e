import type { Said } from "./opinion.ts";
import { type Limit, nameOf, Pile, placeIn, weightOf } from "./pile.ts";

const IN_PLACE: Limit = { most: 10, first: 5 };
/** Likewise in all places of one template together. */
const IN_TEMPLATE: Limit = { most: 100, first: 50 };

/**
 * Gathers, as it comes, what a rule says again and again about one resource. Ids of what is gathered match the ids of
 * each.
 */
export class LikeFindings {
  /** All of it, in order, while it is little. */
  #few: Said[] | undefined = [];
  readonly #byPlace = new Map<string, Pile>();

  add(said: Said): void {
    if (this.#few && this.#few.push(said) > IN_PLACE.most) this.#few = undefined;
    const { report, about, where } = said;
    const key = [placeIn(said), where, about?.urn, nameOf(report), weightOf(report)].join("\n");
    pileOf(this.#byPlace, key, said, IN_PLACE).add([said, 1]);
  }

  all(): readonly Said[] {
    if (this.#few) return this.#few;
    const inTemplate = new Map<string, Pile>();
    for (const pile of this.#byPlace.values()) {
      for (const one of pile.all()) {
        pileOf(inTemplate, pile.kind, one[0], IN_TEMPLATE).add(one);
      }
    }
    return [...inTemplate.values()].flatMap((pile) => pile.all().map(([said]) => said));
  }
}

function pileOf(piles: Map<string, Pile>, key: string, said: Said, limit: Limit): Pile {
  let pile = piles.get(key);
  if (!pile) {
    pile = new Pile(said, limit);
    piles.set(key, pile);
  }
  return pile;
}
