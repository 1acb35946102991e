import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import { type Identity, identityOf } from "./iamArn.ts";
import { placeholder } from "./placeholder.ts";

/** Resources whose attributes another template, or somebody's function, makes up. */
const RETURNS_ANYTHING =
  /^(?:AWS::CloudFormation::(?:Stack|CustomResource)$|Custom::|AWS::Serverless::Application$)|::MODULE$/;

/** What the resources of a template are known by to each other. */
export class Identities {
  readonly #resources: Properties;
  readonly #resolve: (expression: Value | undefined) => Value | undefined;
  readonly #known = new Map<string, Identity>();

  /** @param resolve the value of an expression, which may refer to other resources */
  constructor(
    resources: Properties,
    resolve: (expression: Value | undefined) => Value | undefined,
  ) {
    this.#resources = resources;
    this.#resolve = resolve;
  }

  /** What `Ref` of a logical ID is. */
  ref(logicalId: string): string {
    return this.#of(logicalId).ref ?? placeholder(logicalId);
  }

  /** What `Fn::GetAtt` of a logical ID is. */
  attribute(logicalId: string, attribute: string): string | typeof UNKNOWN {
    const type = this.#resource(logicalId)?.Type;
    if (typeof type === "string" && RETURNS_ANYTHING.test(type)) return UNKNOWN;
    const { arn, same } = this.#of(logicalId);
    if (attribute === arn?.attribute) return arn.value;
    return attribute === same ? this.ref(logicalId) : placeholder(`${logicalId}.${attribute}`);
  }

  /** `Ref` of a logical ID, and its ARN if that isn't the same. */
  references(logicalId: string): readonly string[] {
    const { arn, same } = this.#of(logicalId);
    const isSet = this.#resource(logicalId)?.Type === "AWS::SSO::PermissionSet";
    const attribute = same ?? (isSet ? "PermissionSetArn" : "Arn");
    const own = arn?.value ?? this.attribute(logicalId, attribute);
    return [...new Set([this.ref(logicalId), ...(own === UNKNOWN ? [] : [own])])];
  }

  #of(logicalId: string): Identity {
    const known = this.#known.get(logicalId);
    if (known) return known;
    // While it is being worked out: a name that depends on itself is no name.
    this.#known.set(logicalId, {});
    const resource = this.#resource(logicalId);
    const type = resource?.Type;
    const properties = object(resource?.Properties);
    const isDeclared = typeof type === "string" && properties !== UNKNOWN;
    const identity = isDeclared ? identityOf(type, properties ?? {}, this.#resolve) : {};
    this.#known.set(logicalId, identity);
    return identity;
  }

  #resource(logicalId: string): Properties | undefined {
    const declared = Object.hasOwn(this.#resources, logicalId) && this.#resources[logicalId];
    const resource = object(declared || undefined);
    return resource === UNKNOWN ? undefined : resource;
  }
}
