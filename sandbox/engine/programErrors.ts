import { ResourceError, RunError } from "@pulumi/pulumi";
import type { Diagnostics } from "./diagnostics.ts";

/** Errors that a program in this process did not catch, told as Pulumi's host for programs tells them. */
export class ProgramErrors {
  readonly #diagnostics: Diagnostics;
  readonly #seen = new Set<unknown>();

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  /** The same error may come out of many promises: it is noted once. */
  async add(error: unknown): Promise<void> {
    if (this.#seen.has(error)) return;
    this.#seen.add(error);
    if (RunError.isInstance(error)) {
      this.#diagnostics.addError(error.message);
    } else if (ResourceError.isInstance(error)) {
      const urn = error.resource ? await urnOf(error.resource) : undefined;
      this.#diagnostics.addError(error.hideStack ? error.message : withStack(error), urn);
    } else {
      this.#diagnostics.addError(withStack(error));
    }
  }
}

function withStack(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}

async function urnOf(resource: { urn: unknown }): Promise<string | undefined> {
  const output = resource.urn as { promise(): Promise<string> };
  try {
    return await output.promise();
  } catch {
    return undefined;
  }
}
