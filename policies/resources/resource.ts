import { object, type Properties, UNKNOWN, type Value } from "../value.ts";

/** A resource with its inputs, as declared: before it is created or updated. */
export interface Resource {
  /**
   * Of @pulumi/aws the type token, such as `aws:iam/user:User`. Of aws-native and in CloudFormation templates
   * CloudFormation's name, such as `AWS::IAM::User`.
   */
  readonly type: string;
  /** Of the Pulumi resource; of the stack or stack set for a resource in its template. */
  readonly urn: string;
  readonly name: string;
  /** Named as in @pulumi/aws, or as CloudFormation does in any case: read those with `property`. */
  readonly inputs: Properties;
  /** Its name in a CloudFormation template, when it stands in one; after that of the stack set around it, if any. */
  readonly logicalId?: string;
  /** In a template: the texts by which others of the same template name it. */
  readonly references?: readonly string[];
  /** In a template: which one. Placeholders such as `${AppRole}` mean something in their own template only. */
  readonly scope?: string;
  /** In a template: whether it may have other properties, of a macro or in text that can't be read. */
  readonly partial?: true;
  /** In a template: one of several ways in which it may turn out. */
  readonly variant?: {
    /** What decides, such as `where Prod holds`: nobody knows yet whether it does. */
    readonly where: string;
    /** Which one. */
    readonly at: number;
    /** How many there are. */
    readonly of: number;
  };
}

/**
 * A property by CloudFormation's name, such as `RoleName`: aws-native spells it `roleName`, and acronyms in
 * its own way.
 */
export function property(inputs: Properties, name: string): Value | undefined {
  const exact = inputs[name] ?? inputs[name.charAt(0).toLowerCase() + name.slice(1)];
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  const key = Object.keys(inputs).find((one) => one.toLowerCase() === wanted);
  return key === undefined ? undefined : inputs[key];
}

/** Tags by key, from a map (@pulumi/aws) or a list of keys and values (CloudFormation). */
export function tagsOf(value: Value | undefined): Properties | typeof UNKNOWN {
  if (!Array.isArray(value)) return object(value as Value | undefined) ?? {};
  const tags: Record<string, Value> = {};
  for (const one of value as readonly Value[]) {
    const tag = object(one);
    if (tag === UNKNOWN) return UNKNOWN;
    const key = tag && property(tag, "Key");
    if (key === UNKNOWN) return UNKNOWN;
    if (tag && typeof key === "string") tags[key] = property(tag, "Value") ?? "";
  }
  return tags;
}

/**
 * Where in messages: the resource within its template, or nothing for a resource of Pulumi's own.
 *
 * @param where under which conditions, if only then
 */
export function placeOf({ logicalId, type }: Resource, where?: string): string {
  if (logicalId === undefined) return "";
  return `${logicalId} (${type}) in the template${where === undefined ? "" : `, ${where}`}`;
}
