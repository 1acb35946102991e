import { hasUnknown, unknownValue } from "../../../sandbox/resources/unknown.ts";
import { hex } from "./account.ts";
import { arnOf } from "./arn.ts";
import { identifier, stateId } from "./identifier.ts";
import { decidedOutputs } from "./outputs.ts";
import { type ResourceClass, resourceClass } from "./resourceClass.ts";

type Properties = Readonly<Record<string, unknown>>;

/** What the AWS provider does to a resource of any type, as far as its class in @pulumi/aws tells it. */
export class AnyResource {
  /** URNs of checked inputs. */
  readonly #urns = new WeakMap<Properties, string>();

  /** Names what the program left unnamed, and writes policy documents as text, unknown as a whole if any part is. */
  check(type: string, { name, news, seed }: { name: string; news: Properties; seed: string }) {
    const { autoNamed, documents } = resourceClass(type);
    const inputs: Record<string, unknown> = { ...news };
    const hasPrefix = `${autoNamed}Prefix` in news;
    if (autoNamed && inputs[autoNamed] === undefined && !hasPrefix) {
      inputs[autoNamed] = autoName(type, name, seed, news);
    }
    for (const key of documents) {
      const document = inputs[key];
      if (typeof document !== "object" || document === null) continue;
      inputs[key] = hasUnknown(document) ? unknownValue : JSON.stringify(document);
    }
    this.#urns.set(inputs, seed);
    return { inputs, failures: [] };
  }

  previewCreate(type: string, inputs: Properties): Properties {
    const decided = Object.keys(resourceClass(type).outputs);
    const unknown = Object.fromEntries(decided.map((key) => [key, unknownValue]));
    return { ...unknown, ...inputs };
  }

  async create(type: string, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const module = moduleOf(type);
    const id = identifier(module, inputs, this.#urns.get(inputs) ?? JSON.stringify(inputs));
    return made(module, resourceClass(type), inputs, id);
  }

  /** Whatever id a program looks for is there, and is its name. */
  async read(type: string, id: string): Promise<{ id: string; outputs: Properties }> {
    const { autoNamed = "name", ...rest } = resourceClass(type);
    const name = id.split("/").at(-1) ?? id;
    const { outputs } = made(moduleOf(type), { autoNamed, ...rest }, { [autoNamed]: name }, name);
    return { id, outputs: id.startsWith("arn:") ? { ...outputs, arn: id } : outputs };
  }
}

function made(module: string, about: ResourceClass, inputs: Properties, id: string) {
  const arn = arnOf(module, inputs, id);
  const decided = decidedOutputs(module, about, inputs, { id, arn });
  return { id: stateId(module, inputs, id, arn), outputs: { ...inputs, ...decided } };
}

function autoName(type: string, name: string, seed: string, news: Properties): string {
  const named = `${name}-${hex(seed, 7)}`;
  if (type.startsWith("aws:s3/")) return named.toLowerCase();
  if (type === "aws:kms/alias:Alias") return `alias/${named}`;
  return news.fifoQueue === true || news.fifoTopic === true ? `${named}.fifo` : named;
}

/** `iam/role` of `aws:iam/role:Role`. */
function moduleOf(type: string): string {
  return type.split(":")[1] ?? type;
}
