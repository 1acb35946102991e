import type { Session } from "../../live/session.ts";
import { awsCause } from "../organization/awsCause.ts";
import { factReaders } from "./factReaders.ts";
import type { Fact, FactName, Facts } from "./facts.ts";

/** Reads facts, each once, when it is asked for first. */
export class FactReader {
  readonly session: Session;
  readonly #read = new Map<string, Promise<unknown>>();

  constructor(session: Session) {
    this.session = session;
  }

  /**
   * What one service fails to answer isn't known, and leaves the others as they are.
   * @throws AWS's own error where no other call would do better: credentials, network, throttling
   */
  get<Name extends FactName>(name: Name): Promise<Fact<Facts[Name]>> {
    return this.once(name, async () => {
      try {
        return await factReaders[name](this);
      } catch (error) {
        if (awsCause(error, this.session.region) !== error) throw error;
        return { gap: `not read: ${firstLine(error as Error)}` };
      }
    });
  }

  /** Reads what several facts are made of. */
  once<Value>(name: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#read.get(name) ?? read();
    this.#read.set(name, known);
    return known as Promise<Value>;
  }
}

function firstLine({ name, message }: Error): string {
  const [first = ""] = message.split("\n");
  return name === "Error" ? first : `${name}: ${first}`;
}
