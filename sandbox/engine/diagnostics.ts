/** Something that was said about the run. */
export interface Diagnostic {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn?: string;
}

/** Collects what the program, the SDK and the providers say. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  readonly #failures: string[] = [];

  add(severity: Diagnostic["severity"], message: string, urn?: string): void {
    this.list.push({ severity, message, ...(urn ? { urn } : {}) });
  }

  /** A resource could not be registered: the SDK will throw an error that has the same message in it. */
  addFailure(message: string, urn: string): void {
    this.#failures.push(message);
    this.add("error", message, urn);
  }

  /** What the program failed with, unless that was a resource, whose failure is noted by now. */
  addError(message: string, urn?: string): void {
    const isEcho =
      message.includes("failed to register new resource ") &&
      this.#failures.some((failure) => message.includes(failure));
    if (!isEcho) this.add("error", message, urn);
  }

  get failed(): boolean {
    return this.list.some(({ severity }) => severity === "error");
  }
}
