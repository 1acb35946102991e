// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { stringify } from "yaml";
import { Pack, resource } from "../stack.ts";

const STATEMENT = { Effect: "Allow", Principal: { AWS: "*" }, Action: "*", Resource: "*" };
const OPEN = { Version: "2012-10-17", Statement: [STATEMENT] };
const JSON_TEXT = JSON.stringify(OPEN);
/** Stands for the policy in YAML that no writer writes. */
const MARK = "policy-goes-here";

/** Types that hold the policy at the top, deeper, and in a list. */
const TYPES: readonly (readonly [type: string, properties: (policy: unknown) => object])[] = [
  ["AWS::Elasticsearch::Domain", (AccessPolicies) => ({ AccessPolicies })],
  ["AWS::SNS::TopicInlinePolicy", (PolicyDocument) => ({ TopicArn: "t", PolicyDocument })],
  ["AWS::DynamoDB::Table", (PolicyDocument) => ({ ResourcePolicy: { PolicyDocument } })],
  [
    "AWS::DynamoDB::GlobalTable",
    (PolicyDocument) => ({ Replicas: [{ Region: "x", ResourcePolicy: { PolicyDocument } }] }),
  ],
];
type Wrap = (policy: unknown, sections?: object, attributes?: object) => object;

const OPEN_IF = {
  Parameters: { P: { Type: "String" } },
  Conditions: { C: { "Fn::Equals": [{ Ref: "P" }, "x"] } },
};
const NONE = { Ref: "AWS::NoValue" };
const EXTENDED = { Transform: "AWS::LanguageExtensions" };

/** The template in YAML, with the policy as somebody might write it. */
function written(wrap: Wrap, policy: (indent: string) => string, head = ""): string {
  const yaml = stringify(wrap(MARK));
  const indent = /^( *).*policy-goes-here/m.exec(yaml)?.[1] ?? "";
  return head + yaml.replace(MARK, () => policy(indent));
}

const styles: Readonly<Record<string, (wrap: Wrap) => string>> = {
  JSON: (wrap) => JSON.stringify(wrap(OPEN)),
  "JSON with tabs": (wrap) => JSON.stringify(wrap(OPEN), null, "\t"),
  YAML: (wrap) => stringify(wrap(OPEN)),
  "YAML in braces": (wrap) => stringify(wrap(OPEN), { collectionStyle: "flow" }),
  "YAML with a byte order mark": (wrap) => `\uFEFF${stringify(wrap(OPEN))}`,
  "YAML with Windows line ends": (wrap) => stringify(wrap(OPEN)).replaceAll("\n", "\r\n"),
  "YAML with directive and document marks": (wrap) =>
    `%YAML 1.1\n---\n# x\n${stringify(wrap(OPEN))}...\n`,
  "YAML with tabs": (wrap) =>
    stringify(wrap(OPEN)).replace(/^ +/gm, ({ length }) => "\t".repeat(length / 2)),
  "braces that close further left": (wrap) =>
    written(
      wrap,
      () =>
        "{\nVersion: 2012-10-17, Statement: [\n{ Effect: Allow,\nPrincipal: {AWS: ['*']}, Action: '*', Resource: '*' }\n]\n}",
    ),
  "a star without quotes": (wrap) =>
    written(
      wrap,
      (indent) =>
        `\n${["Version: 2012-10-17", "Statement:", "- Effect: Allow", "  Principal: *", "  Action: '*'", "  Resource: '*'"].map((line) => `${indent}  ${line}\n`).join("")}`,
    ),
  "an anchor": (wrap) => written(wrap, () => "*p", `Metadata:\n  P: &p ${JSON_TEXT}\n`),
  "a merged map": (wrap) => written(wrap, () => "{<<: *p}", `Metadata:\n  P: &p ${JSON_TEXT}\n`),
  "JSON in text": (wrap) => stringify(wrap(JSON_TEXT)),
  "JSON in a block": (wrap) =>
    written(wrap, (indent) => `|\n${indent}  ${JSON_TEXT.replaceAll(",", `,\n${indent}  `)}`),
  "JSON in quotes over lines": (wrap) =>
    written(wrap, () => `'${JSON_TEXT.replaceAll(",", ",\n")}'`),
  "Fn::Sub of JSON": (wrap) =>
    stringify(wrap({ "Fn::Sub": JSON_TEXT.replace('e":"*"', 'e":"arn:${AWS::Partition}:x:*"') })),
  "!Sub of a block": (wrap) => written(wrap, (indent) => `!Sub |-\n${indent}  ${JSON_TEXT}`),
  "Fn::Join of JSON": (wrap) =>
    stringify(wrap({ "Fn::Join": ["", [JSON_TEXT.slice(0, 30), JSON_TEXT.slice(30)]] })),
  "Fn::ToJsonString": (wrap) => JSON.stringify(wrap({ "Fn::ToJsonString": OPEN }, EXTENDED)),
  "a parameter's default": (wrap) => {
    const Parameters = { P: { Type: "String", Default: JSON_TEXT } };
    return JSON.stringify(wrap({ Ref: "P" }, { Parameters }));
  },
  "a mapping": (wrap) => {
    const AWS = { "Fn::FindInMap": ["M", "a", "b"] };
    const policy = { ...OPEN, Statement: [{ ...STATEMENT, Principal: { AWS } }] };
    return stringify(wrap(policy, { Mappings: { M: { a: { b: "*" } } } }));
  },
  "a condition about the policy": (wrap) =>
    stringify(wrap({ "Fn::If": ["C", OPEN, NONE] }, OPEN_IF)),
  "a condition about its statement": (wrap) =>
    stringify(wrap({ ...OPEN, Statement: [{ "Fn::If": ["C", STATEMENT, NONE] }] }, OPEN_IF)),
  "a condition about the resource": (wrap) => stringify(wrap(OPEN, OPEN_IF, { Condition: "C" })),
};

describe("a policy in a template", () => {
  const pack = new Pack();
  before(() => pack.start());
  after(() => pack.stop());

  for (const [style, write] of Object.entries(styles)) {
    it(`is found in ${style}`, async () => {
      const stacks = TYPES.map(([Type, properties]) => {
        const templateBody = write((policy, sections = {}, attributes = {}) => ({
          ...sections,
          Resources: { R: { Type, ...attributes, Properties: properties(policy) } },
        }));
        return resource("aws:cloudformation/stack:Stack", Type, { templateBody });
      });
      const said = await pack.judge("resource-policy-no-anyone", stacks);
      assert.deepEqual(
        said.map(
          ({ enforcementLevel, urn }) =>
            `${enforcementLevel} ${urn?.split("::").slice(-3).join("::")}`,
        ),
        TYPES.map(([type]) => `mandatory ${type}`),
      );
    });
  }
});
