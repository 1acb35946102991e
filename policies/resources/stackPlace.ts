import {
  list,
  object,
  type Properties,
  plainProperty,
  text,
  UNKNOWN,
  type Value,
} from "../value.ts";
import { type Place, partitionOf } from "./cloudformation/pseudoParameters.ts";
import { property } from "./resource.ts";

/** The provider of a Pulumi resource. */
export interface Provider {
  readonly type: string;
  readonly props: object;
}

/**
 * Where a Pulumi resource is made: where its inputs say (`region`, which @pulumi/aws 7 fills in), its ARN, its
 * provider, or else the stack's configuration. Empty where nothing says so.
 */
export function placeOfStack(inputs: Properties, provider: Provider | undefined): Place {
  const region =
    known(inputs.region) ??
    regionOfArn(inputs.id) ??
    regionOfArn(inputs.stackId) ??
    (provider && /^pulumi:providers:aws(?:-native)?$/.test(provider.type)
      ? known(plainProperty(provider.props, "region"))
      : undefined) ??
    configuredRegion();
  return region === undefined ? {} : { region };
}

/** Where the stacks of a stack set are made: in its own partition, and Regions that its instances name. */
export function placeOfInstances(stackSet: Properties, { region, partition }: Place): Place {
  const groups = list(property(stackSet, "StackInstancesGroup"));
  const regions: readonly Value[] = groups === UNKNOWN ? [UNKNOWN] : groups.flatMap(regionsOf);
  const [only, ...others] = new Set(regions);
  if (typeof only === "string" && others.length === 0) return { region: only };
  const same = partition ?? (region === undefined ? undefined : partitionOf(region));
  return same === undefined ? {} : { partition: same };
}

function regionsOf(group: Value): readonly Value[] {
  const known = object(group);
  if (known === UNKNOWN || known === undefined) return [UNKNOWN];
  const regions = list(property(known, "Regions"));
  return regions === UNKNOWN ? [UNKNOWN] : regions;
}

function known(value: Value | undefined): string | undefined {
  const read = text(value);
  return read === UNKNOWN || read === "" ? undefined : read;
}

function regionOfArn(value: Value | undefined): string | undefined {
  return /^arn:[\w-]+:cloudformation:([\w-]+):/.exec(known(value) ?? "")?.[1];
}

/** The engine hands its analyzers the stack's configuration so. */
function configuredRegion(): string | undefined {
  const { PULUMI_CONFIG } = process.env;
  if (!PULUMI_CONFIG) return undefined;
  try {
    const configuration = object(JSON.parse(PULUMI_CONFIG) as Value);
    if (configuration === UNKNOWN || configuration === undefined) return undefined;
    return known(configuration["aws:region"]) ?? known(configuration["aws-native:region"]);
  } catch {
    return undefined;
  }
}
