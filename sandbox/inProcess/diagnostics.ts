import { ResourceError, RunError } from "@pulumi/pulumi";

/** Something that was said about the run. */
export interface Diagnostic {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn?: string;
}

/** Collects what the program, the SDK and the providers say. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  readonly #seen = new Set<unknown>();
  readonly #failures: string[] = [];

  add(severity: Diagnostic["severity"], message: string, urn?: string): void {
    this.list.push({ severity, message, ...(urn ? { urn } : {}) });
  }

  /** A resource could not be registered: the SDK will throw an error that ends with the same message. */
  addFailure(message: string, urn: string): void {
    this.#failures.push(message);
    this.add("error", message, urn);
  }

  /** An error that the program did not catch. The same one may come out of many promises: it is noted once. */
  async addError(error: unknown): Promise<void> {
    if (this.#seen.has(error)) return;
    this.#seen.add(error);
    const message = error instanceof Error ? error.message : String(error);
    if (this.#failures.some((failure) => message.endsWith(failure))) return;
    if (ResourceError.isInstance(error)) {
      const urn = error.resource ? await urnOf(error.resource) : undefined;
      this.add("error", error.hideStack ? message : withStack(error), urn);
    } else {
      this.add("error", RunError.isInstance(error) ? message : withStack(error));
    }
  }

  get failed(): boolean {
    return this.list.some(({ severity }) => severity === "error");
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
