import type { World } from "../world/world.ts";

/** Property values as the engine sends them: plain JSON. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a provider is configured with. */
export interface ProviderConfiguration {
  /** Region of resources that name none. */
  readonly region: string;
  readonly defaultTags: Readonly<Record<string, string>>;
  /** How often a call is tried that meets throttling or a conflict. Default: 25. */
  readonly maxRetries?: number;
  /** The account of the role that is taken on. Default: none is, it is the caller's. */
  readonly account?: string;
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** One input of a resource, as the AWS provider declares it. */
export interface Property {
  readonly required?: boolean;
  /** A change makes a new resource. */
  readonly replaces?: boolean;
  readonly default?: unknown;
  /** `json`: a policy document, equal to any other text with the same meaning. */
  readonly kind?: "string" | "json" | "object" | "list" | "set" | "map" | "boolean" | "number";
  /** Kind of a list's items without declared properties. Default: string. */
  readonly itemKind?: "string" | "object";
  /** Bytes, or items. */
  readonly length?: readonly [minimum: number, maximum: number];
  readonly pattern?: RegExp;
  /** Said after "invalid value for x". */
  readonly patternText?: string;
  readonly values?: readonly string[];
  /** Of an object, or of each item of a list or set. */
  readonly properties?: Readonly<Record<string, Property>>;
}

/** A resource that was made, but is not what it should be: the engine keeps it and asks for an update. */
export class InitializationError extends Error {
  readonly id: string;
  readonly outputs: Properties;

  constructor(message: string, id: string, outputs: Properties) {
    super(message);
    this.id = id;
    this.outputs = outputs;
  }
}

/** A call of the provider for one resource. */
export interface OperationContext {
  readonly world: World;
  /** Where the resource lives. */
  readonly region: string;
  /** The account of the provider's credentials. Default: the caller's. */
  readonly account?: string | undefined;
  /** Tags that the provider adds to every resource: `tags` does not show them, `tagsAll` does. */
  readonly defaultTags: Readonly<Record<string, string>>;
  /** How often a call is tried that meets throttling or a conflict. */
  readonly maxRetries: number;
}

/** What the provider does for one type of resource. */
export interface ResourceDefinition {
  /** Type token, such as `aws:ssoadmin/permissionSet:PermissionSet`. */
  readonly type: string;
  readonly inputs: Readonly<Record<string, Property>>;
  /** Outputs that AWS decides: unknown until the resource exists. */
  readonly computed: readonly string[];
  /**
   * The input that gets a name from the resource's own name when it is not given. An explicit one makes
   * replacements delete first (pulumi-terraform-bridge, for SDKv2 resources).
   */
  readonly nameProperty?: string;
  /** Has `tags`, which the provider merges with its default tags into `tagsAll`. */
  readonly tagged?: boolean;
  /** Has no Region of its own. */
  readonly global?: boolean;
  create(
    context: OperationContext,
    inputs: Properties,
  ): Promise<{ id: string; outputs: Properties }>;
  /** Undefined: it is gone. `outputs` is the last known state, absent when a resource is imported. */
  read(
    context: OperationContext,
    id: string,
    outputs?: Properties,
  ): Promise<Properties | undefined>;
  /** Called with at least one changed input. Absent: every change replaces. */
  update?(
    context: OperationContext,
    id: string,
    olds: Properties,
    news: Properties,
    changed: ReadonlySet<string>,
  ): Promise<Properties>;
  delete(context: OperationContext, id: string, outputs: Properties): Promise<void>;
}

export function text(properties: Properties, key: string): string {
  const value = properties[key];
  return typeof value === "string" ? value : "";
}
