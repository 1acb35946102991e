import { readBody } from "../../../resources/cloudformation/body.ts";
import { property, type Resource } from "../../../resources/resource.ts";
import { list, object, UNKNOWN, type Value } from "../../../value.ts";

/** An output of a CloudFormation stack that tells an attribute of one of its resources. */
export interface AttributeOutput {
  readonly output: string;
  readonly logicalId: string;
}

/** Outputs of a stack's template that hold an attribute, such as `SecretAccessKey`, as a whole or within a text. */
export function outputsWith(attribute: string, { inputs }: Resource): readonly AttributeOutput[] {
  const body = property(inputs, "TemplateBody");
  // Most templates don't have it, and reading one takes time.
  if (body === undefined || (typeof body === "string" && !body.includes(attribute))) return [];
  const read = readBody(body);
  const outputs = read === UNKNOWN || !read.sections ? undefined : object(read.sections.Outputs);
  if (outputs === undefined || outputs === UNKNOWN) return [];
  return Object.entries(outputs).flatMap(([output, declared]) => {
    const logicalIds = new Set(owners(attribute, declared));
    return [...logicalIds].map((logicalId) => ({ output, logicalId }));
  });
}

/** Logical ids of the resources whose attribute an expression uses. */
function owners(attribute: string, expression: Value | undefined): readonly string[] {
  if (typeof expression === "string") {
    const placeholders = expression.matchAll(/\$\{([A-Za-z0-9]+)\.([A-Za-z0-9.]+)\}/g);
    return [...placeholders].flatMap(([, id, name]) => (id && name === attribute ? [id] : []));
  }
  if (typeof expression !== "object" || expression === null) return [];
  const getAtt = (expression as { readonly [key: string]: Value })["Fn::GetAtt"];
  const [id, name] = typeof getAtt === "string" ? getAtt.split(".") : partsOf(getAtt);
  if (typeof id === "string" && name === attribute) return [id];
  return Object.values(expression).flatMap((one) => owners(attribute, one));
}

function partsOf(value: Value | undefined): readonly Value[] {
  const parts = list(value);
  return parts === UNKNOWN ? [] : parts;
}
