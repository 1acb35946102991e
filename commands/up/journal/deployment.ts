/** A resource as a state has it (apitype.ResourceV3): what is read here, and whatever else there is. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly delete?: boolean;
  readonly pendingReplacement?: boolean;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  readonly created?: string;
  readonly modified?: string;
  readonly [more: string]: unknown;
}

export type Properties = Readonly<Record<string, unknown>>;

/** What `pulumi stack export` prints and `pulumi stack import` takes. */
export interface ExportedState {
  readonly version: number;
  readonly deployment: {
    readonly resources?: readonly StateResource[];
    readonly [more: string]: unknown;
  };
  readonly [more: string]: unknown;
}
