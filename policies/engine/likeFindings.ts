import type { Result } from "./evaluation.ts";
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
  #few: Result[] | undefined = [];
  readonly #byPlace = new Map<string, Pile>();

  add(result: Result): void {
    if (this.#few && this.#few.push(result) > IN_PLACE.most) this.#few = undefined;
    const { report, about, where } = result;
    const key = [placeIn(result), where, about?.urn, nameOf(report), weightOf(report)].join("\n");
    pileOf(this.#byPlace, key, result, IN_PLACE).add([result, 1]);
  }

  all(): readonly Result[] {
    if (this.#few) return this.#few;
    const inTemplate = new Map<string, Pile>();
    for (const pile of this.#byPlace.values()) {
      for (const one of pile.all()) {
        pileOf(inTemplate, pile.kind, one[0], IN_TEMPLATE).add(one);
      }
    }
    return [...inTemplate.values()].flatMap((pile) => pile.all().map(([result]) => result));
  }
}

function pileOf(piles: Map<string, Pile>, key: string, result: Result, limit: Limit): Pile {
  let pile = piles.get(key);
  if (!pile) {
    pile = new Pile(result, limit);
    piles.set(key, pile);
  }
  return pile;
}
