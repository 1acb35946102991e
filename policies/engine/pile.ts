import type { Report } from "../rule.ts";
import type { Result } from "./evaluation.ts";

/** How much of one kind is said: up to `most` all of it; of more, the `first` few and how many more there are. */
export interface Limit {
  readonly most: number;
  readonly first: number;
}

/** Something said, and how many findings it stands for. */
export type Counted = readonly [result: Result, count: number];

/** Findings of one kind about one resource, of which no more is kept than is said. */
export class Pile {
  /** About which resource, what kind of finding, and how bad it is. */
  readonly kind: string;
  readonly #name: string;
  readonly #limit: Limit;
  readonly #kept: Counted[] = [];
  #rest: Rest | undefined;

  constructor({ report, about }: Result, limit: Limit) {
    this.#name = nameOf(report);
    this.kind = [about?.urn, this.#name, weightOf(report)].join("\n");
    this.#limit = limit;
  }

  add(one: Counted): void {
    if (this.#rest) {
      this.#rest.add(one);
    } else if (this.#kept.push(one) > this.#limit.most) {
      this.#rest = new Rest(this.#name, this.#kept.splice(this.#limit.first));
    }
  }

  all(): readonly Counted[] {
    return this.#rest ? [...this.#kept, this.#rest.sum()] : this.#kept;
  }
}

/** So many more of one kind. */
class Rest {
  readonly #name: string;
  readonly #some: Result;
  readonly #places = new Set<string>();
  #count = 0;
  #haveDetails = true;

  constructor(name: string, all: readonly Counted[]) {
    const [[some]] = all as [Counted];
    this.#name = name;
    this.#some = some;
    for (const one of all) this.add(one);
  }

  add([result, count]: Counted): void {
    const place = placeIn(result);
    if (place !== undefined) this.#places.add(place);
    this.#count += count;
    this.#haveDetails &&= result.report.id.startsWith(`${this.#name}:`);
  }

  sum(): Counted {
    const { report, about } = this.#some;
    const places = [...this.#places];
    const isSpread = places.length > 1;
    const inPlaces = isSpread ? `, in ${places.slice(0, 20).join(", ")}` : "";
    const more = places.length > 20 ? ` and ${places.length - 20} more` : "";
    const text = `${this.#count.toLocaleString("en")} more of the kind ${this.#name}${inPlaces}${more}`;
    const ids = this.#haveDetails ? `${this.#name}:*` : `${this.#name}*`;
    const id = isSpread ? `*.${ids}` : ids;
    const sum = {
      ...this.#some,
      about: isSpread && about ? { urn: about.urn } : about,
      report: "doubt" in report ? { id, doubt: text } : asOne(report, id, text),
    };
    return [sum, this.#count];
  }
}

function asOne({ wanted, level }: Extract<Report, { seen: string }>, id: string, seen: string) {
  return { id, seen, wanted, ...(level && { level }) };
}

/** The name that a resource has in its template. */
export function placeIn({ about }: Result): string | undefined {
  return about && "logicalId" in about ? about.logicalId : undefined;
}

/** What comes before the details of a finding's id. */
export function nameOf({ id }: Report): string {
  const colon = id.indexOf(":");
  return colon < 0 ? id : id.slice(0, colon);
}

export function weightOf(report: Report): string | undefined {
  return "doubt" in report ? "doubt" : report.level;
}
