import type resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";

/** A resource as the program registered it. */
export interface RegisteredResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** False for components. */
  readonly custom: boolean;
  /** A component that a provider would build. */
  readonly remote: boolean;
  /** Absent for components, and in a preview with unknown outputs. */
  id?: string;
  /** URN; absent for the stack alone. */
  readonly parent?: string;
  /** Checked inputs, in plain: with the provider's defaults. */
  inputs: Readonly<Record<string, unknown>>;
  /** In plain; what a component registered as outputs. */
  outputs: Readonly<Record<string, unknown>>;
  /** `urn::id` of the provider, when the program chose one. */
  readonly provider?: string;
  /** URNs. */
  readonly dependencies: readonly string[];
  /** URNs by input. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: RegisteredOptions;
}

export interface RegisteredOptions {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace?: boolean;
  /** URN. */
  readonly deletedWith?: string;
  readonly ignoreChanges: readonly string[];
  /** URNs, or names, types and parents to be completed. */
  readonly aliases: readonly unknown[];
  readonly additionalSecretOutputs: readonly string[];
  /** Names of registered hooks, by when they run. */
  readonly hooks?: Readonly<Record<string, readonly string[]>>;
}

type Request = resourceMessages.RegisterResourceRequest;

/** What the request says, before the provider has seen it. */
export function fromRequest(
  request: Request,
  urn: string,
  inputs: Readonly<Record<string, unknown>>,
): RegisteredResource {
  const dependencies = [...request.getPropertydependenciesMap().entries()].map(
    ([key, message]) => [key, message.getUrnsList()] as const,
  );
  const parent = request.getParent();
  const provider = request.getProvider();
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    remote: request.getRemote(),
    ...(parent ? { parent } : {}),
    inputs,
    outputs: {},
    ...(provider ? { provider } : {}),
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(dependencies),
    options: optionsOf(request),
  };
}

function optionsOf(request: Request): RegisteredOptions {
  const deletedWith = request.getDeletedwith();
  const hooks = hooksOf(request);
  return {
    protect: request.getProtect() === true,
    retainOnDelete: request.getRetainondelete() === true,
    ...(request.getDeletebeforereplacedefined()
      ? { deleteBeforeReplace: request.getDeletebeforereplace() }
      : {}),
    ...(deletedWith ? { deletedWith } : {}),
    ignoreChanges: request.getIgnorechangesList(),
    aliases: request.getAliasesList().map((alias) => alias.getUrn() || alias.getSpec()?.toObject()),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    ...(hooks ? { hooks } : {}),
  };
}

function hooksOf(request: Request): Record<string, string[]> | undefined {
  const bound = request.getHooks()?.toObject() ?? {};
  const entries = Object.entries(bound)
    .map(([key, names]) => [key.replace(/List$/, ""), names as string[]] as const)
    .filter(([, names]) => names.length > 0);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
