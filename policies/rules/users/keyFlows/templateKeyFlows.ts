import { property, type Resource } from "../../../resources/resource.ts";
import type { Stack } from "../../../stack/stack.ts";
import { someText } from "./holdsText.ts";
import { CLOUDFORMATION_DESTINATIONS, keyDestination } from "./keyDestinations.ts";
import type { FlowStep, KeyFlow } from "./keyFlow.ts";

interface Use extends FlowStep {
  readonly resource: Resource;
}

/** Where the access keys of CloudFormation templates go, by the references between a template's resources. */
export function templateKeyFlows(stack: Stack): readonly KeyFlow[] {
  const keys = stack.declared("AWS::IAM::AccessKey");
  if (!keys.some(({ logicalId }) => logicalId !== undefined)) return [];
  const uses = Map.groupBy(usesIn(stack), ({ resource }) => resource.urn);
  return keys.flatMap(({ urn, logicalId }) => {
    if (logicalId === undefined) return [];
    const here = uses.get(urn) ?? [];
    return here.flatMap((use): KeyFlow[] => {
      const isSecret = holds(use, `\${${logicalId}.SecretAccessKey}`);
      if (!isSecret && !holds(use, `\${${logicalId}}`)) return [];
      const carried = isSecret ? "secret" : "id";
      const readers = use.destination?.kind === "store" ? readersOf(use, here) : [];
      const paths = readers.length > 0 ? readers.map((reader) => [use, reader]) : [[use]];
      return paths.map((path) => ({ key: logicalId, carried, path }));
    });
  });
}

function usesIn(stack: Stack): readonly Use[] {
  return stack.declared(...CLOUDFORMATION_DESTINATIONS).flatMap((resource): Use[] => {
    const { type, logicalId, inputs } = resource;
    const destination = keyDestination(type);
    if (!destination || logicalId === undefined) return [];
    const isPlain = destination.kind === "store" && property(inputs, "Type") === "String";
    const use = { resource, name: logicalId, destination, isPlain };
    return destination.inputs.map((input) => ({ ...use, input }));
  });
}

/** Workloads that name a store, and so may read what is in it. */
function readersOf({ name }: Use, here: readonly Use[]): readonly Use[] {
  return here.filter(
    (use) =>
      use.destination?.kind !== "store" && (holds(use, `\${${name}}`) || holds(use, `\${${name}.`)),
  );
}

function holds({ resource, input }: Use, text: string): boolean {
  return someText(property(resource.inputs, input), (one) => one.includes(text));
}
