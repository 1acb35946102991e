import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanReport } from "../../model/transition/plan/planReport.ts";

/** Something that `pulumi import` takes into the state. */
export interface Adoptable {
  /** Name of the resource. */
  readonly name: string;
  readonly type: string;
  readonly urn: string;
  /** For `pulumi`. */
  readonly args: readonly string[];
  /** Inputs, where only the import tells whether AWS has it so. */
  readonly wanted?: Readonly<Record<string, unknown>>;
}

/** What to look at in AWS of what an update left half made. */
export interface Unseen {
  /** Resources of the state. */
  readonly urns: readonly string[];
  /** For `pulumi`: of what the state doesn't have, and AWS may have. */
  readonly imports: readonly (readonly string[])[];
}

/** The file in which a run of the program says what its plan is. */
export class PlanFile {
  readonly #directory = mkdtempSync(join(tmpdir(), "identity-center-"));
  readonly #path = join(this.#directory, "plan.json");

  #isRefreshed = false;

  /** Makes the program walk its plan, and say which. */
  get environment(): Readonly<Record<string, string>> {
    return {
      IDENTITY_CENTER_PLAN: this.#path,
      ...(this.#isRefreshed ? { IDENTITY_CENTER_REFRESHED: "true" } : {}),
    };
  }

  /** The state has by now what AWS has. */
  refreshed(): void {
    this.#isRefreshed = true;
  }

  /** The plan of the last run; undefined when it didn't come so far. */
  take(): PlanReport | undefined {
    const text = this.#take("");
    return text === undefined ? undefined : (JSON.parse(text) as PlanReport);
  }

  /** What AWS has already exactly as the last run wanted to make it. */
  takeAdoptable(): Adoptable[] {
    const lines = this.#take(".adoptable")?.trim().split("\n") ?? [];
    return lines.map((line) => JSON.parse(line) as Adoptable);
  }

  /** What the last run didn't know. */
  takeUnseen(): Unseen | undefined {
    const text = this.#take(".unseen");
    return text === undefined ? undefined : (JSON.parse(text) as Unseen);
  }

  /** Tells the program what waits for its deletion. */
  leaveReplaced(resources: readonly object[]): void {
    writeFileSync(`${this.#path}.replaced`, JSON.stringify(resources), { mode: 0o600 });
  }

  /** An update that was made has deleted that. */
  forgetReplaced(): void {
    rmSync(`${this.#path}.replaced`, { force: true });
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** What a run wrote beside the plan, once. */
  #take(ending: string): string | undefined {
    const path = `${this.#path}${ending}`;
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    } finally {
      rmSync(path, { force: true });
    }
  }
}
