import type { StateResource } from "./deployment.ts";
import type { EventState } from "./engineLog.ts";

/** The resources of a state while steps change it: what was done first, then what wasn't touched yet. */
export class Resources {
  readonly #untouched = new Set<Entry>();
  readonly #done = new Set<Entry>();
  readonly #live = new Map<string, Entry>();
  readonly #toDelete = new Map<string, Entry>();

  constructor(base: readonly StateResource[]) {
    for (const resource of base) {
      const entry = { resource };
      this.#untouched.add(entry);
      this.#index(entry);
    }
  }

  get all(): StateResource[] {
    return [...this.#done, ...this.#untouched].map(({ resource }) => resource);
  }

  add(resource: StateResource): void {
    const entry = { resource };
    this.#done.add(entry);
    this.#index(entry);
  }

  /** Takes out what a step calls the former one. */
  take(old: EventState): StateResource | undefined {
    return this.#remove(this.#find(old));
  }

  /** Takes out what has a URN and isn't to be deleted. */
  takeLive(urn: string): StateResource | undefined {
    return this.#remove(this.#live.get(urn));
  }

  change(urn: string, more: Partial<StateResource>): void {
    const entry = this.#live.get(urn);
    if (entry) entry.resource = { ...entry.resource, ...more };
  }

  isPendingReplacement(old: EventState): boolean {
    return this.#find(old)?.resource.pendingReplacement === true;
  }

  /** Of what is deleted before another one is made: it stays until that is done. */
  markPendingReplacement(old: EventState): void {
    const entry = this.#find(old);
    if (entry) entry.resource = { ...entry.resource, pendingReplacement: true };
  }

  /** What another one was made for is deleted at the end; where it was deleted before, it goes. */
  markReplaced({ urn }: EventState): void {
    const entry = this.#live.get(urn);
    if (!entry) return;
    if (entry.resource.pendingReplacement) this.#remove(entry);
    else {
      this.#live.delete(urn);
      entry.resource = { ...entry.resource, delete: true };
      this.#index(entry);
    }
  }

  #find({ urn, id, delete: isToDelete }: EventState): Entry | undefined {
    const live = this.#live.get(urn);
    return isToDelete ? (this.#toDelete.get(keyOf(urn, id)) ?? live) : live;
  }

  #index(entry: Entry): void {
    const { urn, id, delete: isToDelete } = entry.resource;
    if (isToDelete) this.#toDelete.set(keyOf(urn, id), entry);
    else this.#live.set(urn, entry);
  }

  #remove(entry: Entry | undefined): StateResource | undefined {
    if (!entry) return undefined;
    const { urn, id, delete: isToDelete } = entry.resource;
    if (isToDelete) this.#toDelete.delete(keyOf(urn, id));
    else this.#live.delete(urn);
    this.#done.delete(entry);
    this.#untouched.delete(entry);
    return entry.resource;
  }
}

interface Entry {
  resource: StateResource;
}

function keyOf(urn: string, id = ""): string {
  return JSON.stringify([urn, id]);
}
