import type { Configuration } from "../../schema/configuration.ts";
import type { MadeSection } from "../deployed.ts";
import type { AccessSide } from "./accessSide.ts";

/** Who has access: somebody of the configuration, somebody else, or whoever is in a group that is made elsewhere. */
export type Who =
  | { readonly kind: "person"; readonly person: string }
  | { readonly kind: "sign-in"; readonly userName: string }
  | { readonly kind: "members"; readonly group: string; readonly displayName: string };

/** A side, and the ids of its keys. */
export interface Reading {
  readonly side: AccessSide;
  readonly idOf: (section: MadeSection, key: string) => string;
}

/** Everybody who is in a group on either side, by an id that both have in common. */
export class Holders {
  readonly #who = new Map<string, Who>();
  /** By sign-in name, of people of the configuration. */
  readonly #signIns = new Map<string, string>();
  /** Ids of groups whose members aren't known on a side where they are made elsewhere: on neither they are compared. */
  readonly #unseen = new Set<string>();

  /** @param readings the later first: what is on both sides is called as there */
  constructor(readings: readonly Reading[]) {
    for (const { side, idOf } of readings) {
      const { people, groups } = side.configuration;
      for (const [key, { userName }] of Object.entries(people)) {
        const id = idOf("people", key);
        this.#add(id, { kind: "person", person: key });
        const name = userName.toLowerCase();
        if (!this.#signIns.has(name)) this.#signIns.set(name, id);
      }
      for (const [key, { existing, displayName }] of Object.entries(groups)) {
        if (existing && !side.membersOf(displayName)) this.#unseen.add(idOf("groups", key));
      }
    }
  }

  who(id: string): Who {
    return this.#who.get(id) ?? { kind: "person", person: id };
  }

  /** Whether nobody knows here who is in a group of a side. */
  isUnseen({ side, idOf }: Reading, key: string): boolean {
    const group = groupOf(side, key);
    return group?.existing === true && this.#unseen.has(idOf("groups", key));
  }

  /** Ids of who is in a group of a side. */
  membersOf(reading: Reading, key: string): readonly string[] {
    const { side, idOf } = reading;
    const group = groupOf(side, key);
    if (!group?.existing) return [...new Set(group?.members)].map((one) => idOf("people", one));
    const { displayName } = group;
    if (this.isUnseen(reading, key)) {
      const id = `\u0002${idOf("groups", key)}`;
      this.#add(id, { kind: "members", group: key, displayName });
      return [id];
    }
    const ids = (side.membersOf(displayName) ?? []).map((userName) => {
      const name = userName.toLowerCase();
      const id = this.#signIns.get(name) ?? `\u0001${name}`;
      this.#add(id, { kind: "sign-in", userName });
      return id;
    });
    return [...new Set(ids)];
  }

  #add(id: string, who: Who): void {
    if (!this.#who.has(id)) this.#who.set(id, who);
  }
}

function groupOf(
  { configuration }: AccessSide,
  key: string,
): Configuration["groups"][string] | undefined {
  return Object.hasOwn(configuration.groups, key) ? configuration.groups[key] : undefined;
}
