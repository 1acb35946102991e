import { isObject } from "../../policies/isObject.ts";
import { type Steps, YamlSource } from "./yamlSource.ts";

/** Where a section stands: the keys that lead to its value. */
export interface Standing {
  readonly file: YamlSource;
  readonly steps: Steps;
}

/** What `config:` of a Pulumi.yaml has for all stacks: a stack takes each key that its own file doesn't have. */
export class ProjectConfiguration {
  readonly #file: YamlSource;
  readonly #steps = new Map<string, Steps>();
  /** By full key, such as `access:people`. */
  readonly values: Readonly<Record<string, unknown>>;

  /**
   * Reads it as Pulumi does (pkg/workspace/config.go; Project.Validate of sdk/go/common/workspace/project.go): a list or
   * one value as it is, anything else below `value:`. Keys of the project's own namespace, which alone may have a
   * `default:`, are nobody's here.
   *
   * @param name as people find the file, such as `Pulumi.yaml`
   * @throws SourceError for what isn't YAML
   */
  constructor(name: string, text: string) {
    this.#file = new YamlSource(name, text);
    const { value } = this.#file;
    const config = isObject(value) && isObject(value.config) ? value.config : {};
    const values = Object.entries(config).flatMap(([key, given]): [string, unknown][] => {
      const [taken, ...below] = isObject(given) ? [given.value, "value"] : [given];
      if (!key.includes(":") || taken === undefined || taken === null) return [];
      this.#steps.set(key, ["config", key, ...below.map(String)]);
      return [[key, taken]];
    });
    this.values = Object.fromEntries(values);
  }

  /** `undefined` for a key that it doesn't have. */
  standing(key: string): Standing | undefined {
    const steps = this.#steps.get(key);
    return steps && { file: this.#file, steps };
  }
}
