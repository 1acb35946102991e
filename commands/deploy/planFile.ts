import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PlanReport } from "../../model/transition/plan/planReport.ts";

/** Something that `pulumi import` takes into the state. */
export interface Adoptable {
  /** Name of the resource. */
  readonly name: string;
  readonly type: string;
  /** For `pulumi`. */
  readonly args: readonly string[];
}

/** The file in which a run of the program says what its plan is. */
export class PlanFile {
  readonly #directory = mkdtempSync(join(tmpdir(), "identity-center-"));
  readonly #path = join(this.#directory, "plan.json");

  /** Makes the program walk its plan, and say which. */
  get environment(): Readonly<Record<string, string>> {
    return { IDENTITY_CENTER_PLAN: this.#path };
  }

  /** The plan of the last run; undefined when it didn't come so far. */
  take(): PlanReport | undefined {
    try {
      return JSON.parse(readFileSync(this.#path, "utf8")) as PlanReport;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    } finally {
      rmSync(this.#path, { force: true });
    }
  }

  /** What AWS has already exactly as the last run wanted to make it. */
  takeAdoptable(): Adoptable[] {
    const path = `${this.#path}.adoptable`;
    try {
      const lines = readFileSync(path, "utf8").trim().split("\n");
      return lines.map((line) => JSON.parse(line) as Adoptable);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    } finally {
      rmSync(path, { force: true });
    }
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
