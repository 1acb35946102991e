import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";
import type { Evaluation } from "./evaluation.ts";
import { section } from "./section.ts";
import { executionRole } from "./serverless.ts";
import type { TemplateProblem, TemplateResource } from "./template.ts";

/** Resources that make others, which their own templates declare. */
const NESTED = /^AWS::(?:CloudFormation::Stack|Serverless::Application)$|::MODULE$/;

/** Reads the section `Resources` of a template. */
export class ResourceReader {
  readonly resources: TemplateResource[] = [];
  readonly problems: TemplateProblem[] = [];
  more = false;
  readonly #evaluation: Evaluation;
  readonly #globals: Properties;

  constructor(evaluation: Evaluation, globals: Value | undefined) {
    this.#evaluation = evaluation;
    this.#globals = section(evaluation.resolve(globals));
  }

  read(logicalId: string, declaration: Value | undefined): void {
    const resource = object(declaration);
    const type = resource && resource !== UNKNOWN ? resource.Type : undefined;
    if (declaration === UNKNOWN || type === UNKNOWN || logicalId === "Fn::Transform") {
      this.more = true;
    } else if (resource === undefined || resource === UNKNOWN || typeof type !== "string") {
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
    const exists = typeof Condition === "string" ? this.#evaluation.condition(Condition) : "yes";
    if (exists === "no") return;
    if (NESTED.test(type) || resource["Fn::Transform"] !== undefined) this.more = true;
    const properties = this.#evaluation.resolve(declared ?? {});
    if (properties === UNKNOWN) {
      this.more = true;
      return;
    }
    const one: TemplateResource = {
      logicalId,
      type,
      properties: section(properties),
      references: this.#evaluation.identities.references(logicalId),
      ...(exists === "unknown" || Condition === UNKNOWN ? { condition: "unknown" } : {}),
    };
    this.resources.push(one);
    const partition = String(this.#evaluation.ref("AWS::Partition"));
    const role = executionRole(one, this.#globals, partition);
    if (role) this.resources.push(role);
  }
}
