import type { Session } from "../../live/session.ts";
import { factReaders } from "./factReaders.ts";
import type { Fact, FactName, Facts } from "./facts.ts";

/** Reads facts, each once, when it is asked for first. */
export class FactReader {
  readonly session: Session;
  readonly #read = new Map<string, Promise<unknown>>();

  constructor(session: Session) {
    this.session = session;
  }

  get<Name extends FactName>(name: Name): Promise<Fact<Facts[Name]>> {
    return this.once(name, () => factReaders[name](this));
  }

  /** Reads what several facts are made of. */
  once<Value>(name: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#read.get(name) ?? read();
    this.#read.set(name, known);
    return known as Promise<Value>;
  }
}
