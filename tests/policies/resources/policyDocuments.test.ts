import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { findPolicyDocuments } from "../../../commands/data/policyDocuments.ts";
import { Intake } from "../../../policies/resources/intake.ts";
import { POLICY_DOCUMENTS } from "../../../policies/resources/policyDocuments.ts";
import { Pack, resource } from "../stack.ts";

const ANYONE = { Effect: "Allow", Principal: { AWS: "*" }, Action: "*", Resource: "*" };
const OPEN = { Version: "2012-10-17", Statement: [ANYONE] };
/** Their policies say * by design, see `resource-policy-no-anyone`. */
const PUBLIC = /^(?:vpce|execute-api|vpc-lattice|vpc-lattice-svcs|ecr-public)$/;

/** Every property that holds a policy document, with what it means. */
const ALL = Object.entries(POLICY_DOCUMENTS).flatMap(([type, paths]) =>
  Object.entries(paths).map(([path, meaning]) => ({
    type,
    path,
    meaning,
    title: `${type} ${path}`,
  })),
);

/** Inputs with a value at a path such as `Replicas[].ResourcePolicy.PolicyDocument`. */
function inputsWith(path: string, value: unknown): Record<string, unknown> {
  const [first = "", ...rest] = path.split(".");
  const inner = rest.length === 0 ? value : inputsWith(rest.join("."), value);
  return { [first.replace("[]", "")]: first.endsWith("[]") ? [inner] : inner };
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== "object" || value === null || "Statement" in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      camelCased(one),
    ]),
  );
}

type Declared = readonly [form: string, type: string, inputs: Record<string, unknown>];

/** The same resource in every way that it can be declared. */
function declaredAs(type: string, inputs: Record<string, unknown>): readonly Declared[] {
  const [provider, service = "", name = ""] = type.split("::");
  if (provider !== "AWS") return [["@pulumi/aws", type, inputs]];
  const template = { Resources: { R: { Type: type, Properties: inputs } } };
  const native = `aws-native:${service.toLowerCase()}:${name}`;
  const stack = "aws:cloudformation/stack:Stack";
  return [
    ["aws-native", native, camelCased(inputs) as Record<string, unknown>],
    ["template", stack, { templateBody: JSON.stringify(template) }],
    ["template as object", "aws-native:cloudformation:Stack", { templateBody: template }],
    [
      "stack set",
      "aws:cloudformation/stackSet:StackSet",
      { templateBody: JSON.stringify(template) },
    ],
    [
      "Cloud Control",
      "aws:cloudcontrol/resource:Resource",
      { typeName: type, desiredState: JSON.stringify(inputs) },
    ],
    ["extension", "aws-native:index:ExtensionResource", { type, properties: inputs }],
  ];
}

describe("policy documents of all resource types", () => {
  it("are those of the installed @pulumi/aws and resource specification", async () => {
    const found = await findPolicyDocuments();
    assert.deepEqual(
      POLICY_DOCUMENTS,
      found,
      "run `npm run update:data`, and say in policies/resources/policyDocuments.json what is new",
    );
  });

  it("are judged, or there is a reason why not", () => {
    const open = ALL.filter(({ meaning }) => meaning.unjudged === "");
    assert.deepEqual(
      open.map(({ title }) => title),
      [],
    );
  });

  describe("of resources", () => {
    const pack = new Pack();
    before(async () => {
      await pack.start();
    });
    after(async () => await pack.stop());

    it("are open to anyone by the same statement, however they are declared", async () => {
      const held = ALL.filter(
        ({ meaning: { resource, use } }) =>
          use === "permission" || (resource !== undefined && !PUBLIC.test(resource)),
      );
      const declared = held.flatMap(({ type, path, meaning, title }) => {
        const document = meaning.use === "permission" ? ANYONE : OPEN;
        return [document, JSON.stringify(document)].flatMap((source) =>
          declaredAs(type, inputsWith(path, source)).map(([form, token, inputs]) =>
            resource(token, `${title} ${typeof source} ${form}`, inputs),
          ),
        );
      });
      const said = await pack.judge("resource-policy-no-anyone", declared);
      const found = new Set(said.map(({ urn }) => urn));
      assert.deepEqual(
        declared.filter(({ urn }) => !found.has(urn)).map(({ name }) => name),
        [],
      );
      assert.ok(declared.length > 800, `${declared.length} declarations`);
    });

    it("are said to be unknown where all properties are", async () => {
      const unknown = resource("aws:cloudcontrol/resource:Resource", "later", {
        typeName: "AWS::S3::BucketPolicy",
        desiredState: NOT_KNOWN_YET,
      });
      const said = await pack.short("policy-grammar", [unknown]);
      assert.deepEqual(said, ["advisory unknown later"]);
    });
  });

  it("of roles, users, groups, permission sets and organizations are read by name", () => {
    const intake = new Intake([]);
    const unread = ALL.filter(({ meaning }) => meaning.use && meaning.use !== "permission").flatMap(
      ({ type, path, meaning, title }) => {
        const kind = { type: "SERVICE_CONTROL_POLICY", Type: "SERVICE_CONTROL_POLICY" };
        const inputs = { ...inputsWith(path, OPEN), ...(meaning.use === "organization" && kind) };
        const forms = type.startsWith("AWS::Serverless")
          ? declaredAs(type, inputs).filter(([form]) => form.startsWith("template"))
          : declaredAs(type, inputs);
        return forms.flatMap(([form, token, props]) => {
          const reading = intake.read({ type: token, urn: `urn:${title}`, name: title, props });
          const sources = (reading?.facts ?? []).map(
            (fact) => fact.kind === "policy" && fact.source,
          );
          return sources.some((one) => JSON.stringify(one) === JSON.stringify(OPEN))
            ? []
            : [`${title}: ${form}`];
        });
      },
    );
    assert.deepEqual(unread, []);
  });
});
