import { existsSync } from "node:fs";
import type { Registration } from "../../../program/journal/registration.ts";
import { type EventState, jsonLines } from "./engineLog.ts";

/** What the program registered, to be found by what an event tells of a resource. */
export class Registrations {
  readonly #kept = new Map<string, Registration["kept"]>();

  static async read(path: string): Promise<Registrations> {
    const registrations = new Registrations();
    // An update that ended before it registered anything has none.
    if (!existsSync(path)) return registrations;
    for await (const value of jsonLines(path)) registrations.add(value as Registration);
    return registrations;
  }

  add({ type, name, parent, kept }: Registration): void {
    this.#kept.set(keyOf(type, name, parent), kept);
  }

  /** Undefined of what the program didn't register itself. */
  of(resource: EventState): Registration["kept"] | undefined {
    const { urn, type, parent = "" } = resource;
    const name = urn.split("::").slice(3).join("::");
    return this.#kept.get(keyOf(type, name, parent)) ?? this.#kept.get(keyOf(type, name, ""));
  }
}

function keyOf(type: string, name: string, parent: string): string {
  return JSON.stringify([type, name, parent]);
}
