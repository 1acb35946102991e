import type { Stack, StackResource } from "../../../stack/stack.ts";
import { hasUnknown, UNKNOWN, type Value } from "../../../value.ts";
import { holdsText } from "./holdsText.ts";
import { keyDestination } from "./keyDestinations.ts";
import type { Carried, FlowStep, KeyFlow } from "./keyFlow.ts";
import { keyIds } from "./keyIds.ts";

interface Use extends FlowStep {
  readonly resource: StackResource;
}

/** Access keys by type, with the outputs that are their secret, or follow from it. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  "aws:iam/accessKey:AccessKey": ["secret", "sesSmtpPasswordV4"],
  "aws-native:iam:AccessKey": ["secretAccessKey"],
};

export function isAccessKey({ type }: StackResource): boolean {
  return Object.hasOwn(KEYS, type);
}

/** Where the access keys of a stack go, by what Pulumi says that inputs' values came from. */
export function stackKeyFlows(stack: Stack): readonly KeyFlow[] {
  const keys = stack.ofType(...Object.keys(KEYS));
  if (keys.length === 0) return [];
  const uses = usesIn(stack);
  return keys.flatMap((key) =>
    (uses.get(key.urn) ?? []).flatMap((use): KeyFlow[] => {
      const carried = carries(key, use);
      if (!carried) return [];
      const readers = use.destination?.kind === "store" ? readersOf(use, uses) : [];
      const paths = readers.length > 0 ? readers.map((reader) => [use, reader]) : [[use]];
      return paths.map((path) => ({ key: key.name, carried, path }));
    }),
  );
}

/** By URN: the inputs whose value came from that resource. */
function usesIn(stack: Stack): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const resource of stack.resources) {
    const { type, name } = resource;
    // IAM names the user, and a provider's keys have a rule of their own.
    if (type.startsWith("aws:iam/") || type.startsWith("pulumi:")) continue;
    const destination = keyDestination(type);
    const isPlain = destination?.kind === "store" && resource.output("type") === "String";
    for (const [input, origins] of Object.entries(resource.propertyDependencies)) {
      const isHolder = destination?.inputs.includes(input) ?? true;
      if (!isHolder && input !== destination?.store) continue;
      const use = { resource, name, input, isPlain, ...(destination && { destination }) };
      for (const { urn } of origins) {
        const known = uses.get(urn);
        if (known) known.push(use);
        else uses.set(urn, [use]);
      }
    }
  }
  return uses;
}

/** Workloads that are given a store, and so may read what is in it. */
function readersOf(
  { resource, destination }: Use,
  uses: ReadonlyMap<string, readonly Use[]>,
): readonly Use[] {
  const named = destination?.store ? resource.propertyDependencies[destination.store] : [];
  const stores = [resource, ...(named ?? [])];
  const all = stores.flatMap(({ urn }) => uses.get(urn) ?? []);
  const readers = all.filter((use) => use.destination && use.destination.kind !== "store");
  return [...new Map(readers.map((one) => [one.resource.urn, one])).values()];
}

function carries(key: StackResource, { resource, input, destination }: Use): Carried | undefined {
  const value = resource.output(input);
  const secrets = (KEYS[key.type] ?? []).map((name) => key.output(name));
  if (secrets.some((one) => typeof one === "string" && one && holdsText(value, one))) {
    return "secret";
  }
  if (!destination) return undefined;
  if (holdsIdOf(key, value)) return "id";
  // Values that are only written stand in no state.
  const isOpen = value === undefined ? input.endsWith("Wo") : hasUnknown(value);
  const pgpKey = key.output("pgpKey");
  if (!isOpen || (typeof pgpKey === "string" && pgpKey !== "")) return undefined;
  const origins = resource.propertyDependencies[input] ?? [];
  const isAlone = origins.every(({ urn, type }) => urn === key.urn || type.endsWith(":User"));
  return isAlone || hasSecretName(value) ? "either" : "some";
}

/** Not all providers have the id among the outputs: then any id in what came from the key is taken for it. */
function holdsIdOf(key: StackResource, value: Value | undefined): boolean {
  const id = key.output("id");
  return typeof id === "string" && id ? holdsText(value, id) : keyIds(value).size > 0;
}

/** Whether something that isn't known yet is called like a part of an access key. */
function hasSecretName(value: Value | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, one]) => {
    if (one !== UNKNOWN) return hasSecretName(one);
    return /secret|access_?key|key_?id|aws_|passw|smtp|credential/i.test(name);
  });
}
