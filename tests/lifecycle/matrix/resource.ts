import type { ErrorHookArgs } from "@pulumi/pulumi";
import { isTriedAgain } from "../../../components/retry.ts";
import type { Provider } from "../../../sandbox/resources/provider.ts";
import { InitializationError, type Properties } from "../../../sandbox/resources/resource.ts";

/** What the engine keeps of a resource. */
export interface Kept {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** A creation failed half-way: the engine asks for an update, even where another try succeeded (pulumi, step.go, CreateStep). */
  readonly hasInitErrors: boolean;
}

export interface Ended {
  readonly ok: boolean;
  /** Of all tries, the last one first. */
  readonly errors: readonly string[];
}

/** Accounts have the set that every step is about. */
const words = { isDeployed: () => true };

/** A resource as the engine brings it to what is wanted, one update after the other, with the program's error hook. */
export class Resource {
  readonly type: string;
  readonly name: string;
  readonly #provider: Provider;
  #updates = 0;
  kept: Kept | undefined;

  constructor(type: string, provider: Provider, name = "res") {
    this.type = type;
    this.name = name;
    this.#provider = provider;
  }

  /** One update. @param wanted undefined where it shall be gone */
  async bring(wanted: Properties | undefined): Promise<Ended> {
    if (wanted === undefined) return await this.#delete();
    const inputs = this.#checked(wanted);
    return this.kept ? await this.#update(this.kept, inputs) : await this.#create(inputs);
  }

  /** What a refresh makes of it. */
  async refresh(): Promise<void> {
    if (!this.kept) return;
    const { id, outputs, inputs } = this.kept;
    const found = await this.#provider.read(this.type, id, outputs);
    this.kept = found && {
      ...{ id, outputs: found.outputs, hasInitErrors: false },
      inputs: this.#provider.inputsOf(this.type, found.outputs, inputs),
    };
  }

  /** Takes into the state what AWS has under this id. */
  async adopt(id: string): Promise<void> {
    const found = await this.#provider.read(this.type, id);
    if (!found) throw new Error(`resource '${id}' does not exist`);
    const inputs = this.#provider.inputsOf(this.type, found.outputs);
    this.kept = { id, inputs, outputs: found.outputs, hasInitErrors: false };
  }

  /** Whether an update would change nothing. */
  isAsWanted(wanted: Properties): boolean {
    if (!this.kept) return false;
    const inputs = this.#checked(wanted);
    return this.#provider.diff(this.type, this.kept.outputs, inputs).changed.length === 0;
  }

  /** A name that the provider makes is another one in each update (pulumi, step_generator.go: `randomSeed`). */
  #checked(news: Properties): Properties {
    const about = { name: this.name, olds: this.kept?.inputs, news };
    return this.#provider.check(this.type, { ...about, seed: `update ${++this.#updates}` }).inputs;
  }

  async #create(inputs: Properties): Promise<Ended> {
    let half: InitializationError | undefined;
    return await this.#tries("create", inputs, async () => {
      try {
        const made = await this.#provider.create(this.type, inputs);
        this.kept = { ...made, inputs, hasInitErrors: half !== undefined };
      } catch (error) {
        if (error instanceof InitializationError) {
          half = error;
          this.kept = { id: error.id, outputs: error.outputs, inputs, hasInitErrors: true };
        }
        throw error;
      }
    });
  }

  async #update(kept: Kept, inputs: Properties): Promise<Ended> {
    const { changed } = this.#provider.diff(this.type, kept.outputs, inputs);
    if (changed.length === 0 && !kept.hasInitErrors) return { ok: true, errors: [] };
    return await this.#tries("update", inputs, async () => {
      const outputs = await this.#provider.update(this.type, kept.id, kept.outputs, inputs);
      this.kept = { id: kept.id, inputs, outputs, hasInitErrors: false };
    });
  }

  async #delete(): Promise<Ended> {
    const { kept } = this;
    if (!kept) return { ok: true, errors: [] };
    return await this.#tries("delete", kept.inputs, async () => {
      await this.#provider.delete(this.type, kept.id, kept.outputs);
      this.kept = undefined;
    });
  }

  async #tries(
    failedOperation: ErrorHookArgs["failedOperation"],
    inputs: Properties,
    work: () => Promise<void>,
  ): Promise<Ended> {
    const errors: string[] = [];
    let isTold = false;
    for (;;) {
      try {
        await work();
        return { ok: !isTold, errors };
      } catch (error) {
        const { message } = error as Error;
        errors.unshift(message);
        const { name, type } = this;
        const about = { urn: "", id: "", name, type, newInputs: inputs };
        const isDead = message.includes("crashed");
        const isAgain = !isDead && isTriedAgain({ ...about, failedOperation, errors }, words);
        if (!isAgain) return { ok: false, errors };
        isTold ||= isAgain === "to be kept";
      }
    }
  }
}
