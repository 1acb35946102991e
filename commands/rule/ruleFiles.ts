/** A file that a new rule needs, from the project's folder. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

/** Name of the constant that holds a rule: `iam-no-users` → `iamNoUsers`. */
export function constantOf(id: string): string {
  return id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The rule, its page and its test: they pass as they are, and wait for what the rule is about. */
export function ruleFiles(id: string, folder: string): RuleFile[] {
  return [
    { path: `policies/rules/${folder}/${id}.ts`, text: ruleText(id) },
    { path: `docs/policies/${id}.md`, text: pageText() },
    { path: `tests/policies/rules/${constantOf(id)}.test.ts`, text: testText(id) },
  ];
}

function ruleText(id: string): string {
  return `import { property } from "../../resources/resource.ts";
import { notKnownYet, type Rule } from "../../rule.ts";
import { UNKNOWN } from "../../value.ts";

type Settings = Record<string, never>;

export const ${constantOf(id)}: Rule<Settings> = {
  id: "${id}",
  severity: "low",
  level: "advisory",
  title: "Say in everyday words what is wanted",
  why: "say what goes wrong otherwise",
  fix: "say what to do",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  controls: {},
  settings: {},
  resource: {
    types: ["aws:iam/role:Role", "AWS::IAM::Role"],
    *check({ inputs }) {
      // Templates of CloudFormation write it with a capital.
      const description = property(inputs, "Description");
      // What preview doesn't know is no yes and no no.
      if (description === UNKNOWN) yield notKnownYet("description");
      else if (!description) {
        yield { id: "missing", seen: "a role without description", wanted: "a description" };
      }
    },
  },
};
`;
}

function pageText(): string {
  return `<!-- rule -->
<!-- /rule -->

## What it looks at

Say which resources, and what they may look like.

## Fails

\`\`\`ts
${exampleText("")}
\`\`\`

## Passes

\`\`\`ts
${exampleText('\n  description: "Runs the nightly report",')}
\`\`\`
`;
}

function exampleText(description: string): string {
  return `import * as aws from "@pulumi/aws";

new aws.iam.Role("report", {${description}
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  }),
});`;
}

function testText(id: string): string {
  return `import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { judges } from "../resourceTable.ts";
import { Pack } from "../stack.ts";

describe("the policy ${id}", () => {
  const pack = new Pack();
  before(async () => await pack.start());
  after(async () => await pack.stop());

  judges(pack, "${id}", "aws:iam/role:Role", [
    ["a role with a description", { description: "Runs the nightly report" }],
    ["a role without one", {}, "advisory missing"],
    ["one that isn't known yet", { description: NOT_KNOWN_YET }, "advisory unknown"],
  ]);
  judges(pack, "${id}", "aws:cloudformation/stack:Stack", [
    ["a role with a description in a template", template({ Description: "Runs the report" })],
    ["a role without one in a template", template({}), "advisory Report.missing"],
  ]);
});

function template(Properties: object) {
  return { templateBody: JSON.stringify({ Resources: { Report: { Type: "AWS::IAM::Role", Properties } } }) };
}
`;
}

/** The file of the pack with the rule as the last of its family; `undefined` where the family can't be found in it. */
export function registered(pack: string, id: string, folder: string): string | undefined {
  const name = constantOf(id);
  const line = `import { ${name} } from "./rules/${folder}/${id}.ts";\n`;
  const family = new RegExp(`(folder: "${folder}",\\s*rules: \\[[^\\]]*?),?(\\s*\\])`);
  if (!family.test(pack)) return undefined;
  const imports = pack.lastIndexOf("\nimport ") + 1;
  const end = pack.indexOf("\n", imports) + 1;
  const imported = pack.slice(0, end) + line + pack.slice(end);
  return imported.replace(family, `$1, ${name}$2`);
}
