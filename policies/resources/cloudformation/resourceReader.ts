import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import type { Interpreter } from "./interpreter.ts";
import { bearsPolicies, mayHidePolicies } from "./policyBearing.ts";
import { section } from "./section.ts";
import { executionRole } from "./serverless.ts";
import { functionUrl } from "./serverlessUrl.ts";
import type { TemplateProblem, TemplateResource } from "./template.ts";
import { type Variant, variantsOf } from "./variants.ts";

/** Resources that make others, which their own templates declare. */
const NESTED = /^AWS::(?:CloudFormation::Stack|Serverless::Application)$|::MODULE$/;

/** Reads the section `Resources` of a template. */
export class ResourceReader {
  readonly resources: TemplateResource[] = [];
  readonly problems: TemplateProblem[] = [];
  isIncomplete = false;
  readonly #interpreter: Interpreter;
  readonly #globals: Properties;
  readonly #isPartial: boolean;

  /** @param isPartial whether a macro adds something to the template, or not all of its text can be read */
  constructor(interpreter: Interpreter, globals: Value | undefined, isPartial: boolean) {
    this.#interpreter = interpreter;
    this.#isPartial = isPartial;
    this.#globals = section(interpreter.resolve(globals));
    // SAM takes the roles of functions and state machines from there.
    if (interpreter.hiddenValues > 0) this.isIncomplete = true;
  }

  read(logicalId: string, declaration: Value | undefined): void {
    this.#interpreter.begin();
    const resource = object(declaration);
    const type = resource && resource !== UNKNOWN ? resource.Type : undefined;
    if (declaration === UNKNOWN || type === UNKNOWN || logicalId === "Fn::Transform") {
      this.isIncomplete = true;
    } else if (resource === undefined || resource === UNKNOWN || typeof type !== "string") {
      // A macro reads more than CloudFormation does.
      if (this.#isPartial) this.isIncomplete = true;
      else
        this.problems.push({
          id: "resource-unreadable",
          seen: `${logicalId} in the template, without a Type`,
          wanted: "every resource to be an object with a Type, such as AWS::IAM::Role",
        });
    } else {
      this.#add(logicalId, type, resource);
    }
  }

  #add(logicalId: string, type: string, resource: Properties): void {
    const { Condition, Properties: declared } = resource;
    const exists = typeof Condition === "string" ? this.#interpreter.condition(Condition) : "yes";
    if (exists === "no") return;
    if (NESTED.test(type)) this.isIncomplete = true;
    if (resource["Fn::Transform"] !== undefined && bearsPolicies(type)) this.isIncomplete = true;
    const { undecided: before, hiddenValues } = this.#interpreter;
    const resolved = this.#interpreter.resolve(declared ?? {});
    const isHidden = this.#interpreter.hiddenValues > hiddenValues;
    const condition = exists === "unknown" ? String(Condition) : undefined;
    const isUndecided = this.#interpreter.undecided > before && declared !== undefined;
    const open = section(resolved);
    const variants = isUndecided ? variantsOf(declared, condition, open, this.#interpreter) : [];
    if (resolved === UNKNOWN) {
      if (!isHidden || bearsPolicies(type)) this.isIncomplete = true;
      if (variants.length === 0) return;
    }
    if (isHidden && mayHidePolicies(type, declared ?? {})) this.isIncomplete = true;
    // Of properties that hang on a condition as a whole, the stack is judged by one way.
    const properties = resolved === UNKNOWN ? (variants[0]?.properties ?? open) : open;
    const one: TemplateResource = {
      logicalId,
      type,
      properties,
      references: this.#interpreter.identities.references(logicalId),
      ...(exists === "unknown" || Condition === UNKNOWN ? { condition: "unknown" } : {}),
      ...(this.#isPartial ? { partial: true } : {}),
    };
    this.resources.push(withVariants(one, variants));
    for (const made of this.#madeOf(one)) {
      const ways = variants.flatMap(({ properties, where }): Variant[] => {
        const all = this.#madeOf({ ...one, properties });
        const same = all.find(({ logicalId }) => logicalId === made.logicalId);
        return same ? [{ properties: same.properties, where }] : [];
      });
      this.resources.push(withVariants(made, ways));
    }
  }

  /** What SAM makes of a resource besides itself. */
  #madeOf(resource: TemplateResource): readonly TemplateResource[] {
    const partition = String(this.#interpreter.ref("AWS::Partition"));
    const role = executionRole(resource, this.#globals, partition);
    const url = functionUrl(resource, this.#globals);
    return [...(role ? [role] : []), ...(url ? [url] : [])];
  }
}

function withVariants(one: TemplateResource, variants: readonly Variant[]): TemplateResource {
  return variants.length > 0 ? { ...one, variants } : one;
}
