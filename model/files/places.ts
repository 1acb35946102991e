import { pathOf, stepsOf } from "../problems/path.ts";
import type { Problem } from "../problems/problem.ts";
import type { Standing } from "./projectConfiguration.ts";
import type { Steps, YamlSource } from "./yamlSource.ts";

/** A number, and how it is written. */
export interface ZeroFirst {
  readonly path: string;
  readonly written: string;
  readonly value: number;
}

/** Where things stand: in the stack file, in Pulumi.yaml, or in the files that they name. */
export class Places {
  readonly #stackFile: YamlSource | undefined;
  readonly #isIn: (section: string) => boolean;
  readonly #elsewhere: (section: string) => Standing | undefined;
  readonly #files = new Map<string, () => YamlSource>();

  /**
   * @param stackFile absent where only its values are known
   * @param isIn whether a section such as `access:people` really comes from that file. Default: all do.
   * @param elsewhere where one stands that doesn't. Default: nobody knows.
   */
  constructor(
    stackFile?: YamlSource,
    isIn: (section: string) => boolean = () => true,
    elsewhere: (section: string) => Standing | undefined = () => undefined,
  ) {
    this.#stackFile = stackFile;
    this.#isIn = isIn;
    this.#elsewhere = elsewhere;
  }

  /** From now on, what is below this path stands in a file of its own. */
  add(path: string, file: () => YamlSource): void {
    this.#files.set(JSON.stringify(stepsOf(path)), file);
  }

  /** Numbers that begin with a zero, in sections such as `access:people` and their files. */
  zeroFirst(sections: readonly string[]): ZeroFirst[] {
    return sections.flatMap((section) => {
      const file = this.#files.get(JSON.stringify([section]))?.();
      const standing = file ? { file, steps: [] } : this.#standing(section);
      if (!standing) return [];
      const above = standing.steps.length;
      return [...standing.file.zeroFirst(standing.steps)].map(({ steps, written, value }) => ({
        ...{ written, value },
        path: pathOf(section, ...steps.slice(above)),
      }));
    });
  }

  /** `file:line`, the file alone, or undefined where nothing is known. Of a missing key it is its holder's. */
  of(path: string): string | undefined {
    const { file, steps, wanted } = this.#where(path);
    return file?.placeOf(steps, wanted);
  }

  /** Whether something stands there itself, and not a holder alone. */
  has(path: string): boolean {
    const { file, steps } = this.#where(path);
    return file?.has(steps) ?? false;
  }

  #where(path: string): { file?: YamlSource | undefined; steps: Steps; wanted?: number } {
    const steps = stepsOf(path);
    for (let length = steps.length; length > 0; length -= 1) {
      const file = this.#files.get(JSON.stringify(steps.slice(0, length)));
      if (file) return { file: file(), steps: steps.slice(length) };
    }
    const [section, ...keys] = steps;
    const standing = this.#standing(String(section));
    if (!standing) return { steps };
    return { file: standing.file, steps: [...standing.steps, ...keys], wanted: 2 };
  }

  /** Where a section itself stands. */
  #standing(section: string): Standing | undefined {
    if (this.#isIn(section)) {
      return this.#stackFile && { file: this.#stackFile, steps: ["config", section] };
    }
    return this.#elsewhere(section);
  }

  /** The same for a key below `config:` as it is, which isn't read as a path. */
  ofKey(key: string): string | undefined {
    const standing = this.#standing(key);
    return standing?.file.placeOf(standing.steps, 2);
  }

  /** The problems, each with its place. */
  on(problems: readonly Problem[]): Problem[] {
    return problems.map((problem) => {
      const place = problem.place ?? this.of(problem.path);
      return place === undefined ? problem : { ...problem, place };
    });
  }
}
