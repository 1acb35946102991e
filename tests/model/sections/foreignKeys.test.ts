import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { YamlSource } from "../../../model/files/yamlSource.ts";
import { parseStack } from "../../../model/parseStack.ts";
import { problemLine } from "../../../model/problems/problem.ts";
import { providerKeys } from "../../../model/sections/providerKeys.ts";
import { isObject } from "../../../policies/isObject.ts";
import { smallStack } from "../../commands/project.ts";

const LINE = smallStack().split("\n").length;

/** What is told of a stack file that is the small one with these lines below `config:`, or at its top. */
function told(lines: string, top = ""): string[] {
  const file = new YamlSource("Pulumi.x.yaml", `${smallStack()}${lines}${top}`);
  const config = isObject(file.value) && isObject(file.value.config) ? file.value.config : {};
  const readFile = () => "";
  const { problems } = parseStack(config, { readFile, region: "x", project: "acme", file });
  return problems.map(problemLine);
}

describe("a key of a stack file that nobody reads", () => {
  for (const [key, wanted] of [
    ["aws:regoin", "did you mean aws:region?"],
    ["aws:Region", "did you mean aws:region?"],
    ["aws:default_tags", "did you mean aws:defaultTags?"],
    ["aws:skipMetadataAPICheck", "did you mean aws:skipMetadataApiCheck?"],
    ["aws:favouriteColour", "it has aws:accessKey, aws:allowedAccountIds, "],
    ["aws:", "it has aws:accessKey, "],
    ["asw:region", "did you mean aws:region?"],
    ["AWS:profile", "did you mean aws:profile?"],
    ["aw:reigon", "did you mean aws:region?"],
    ["pulumi:disable-default-provider", "did you mean pulumi:disable-default-providers?"],
    ["pulumi:tag", "did you mean pulumi:tags?"],
    ["acces:polices", "did you mean access:? There the sections are access:"],
    ["Access:setup", "did you mean access:?"],
    ["acme:debug", "is in the project's own namespace, where this program reads nothing"],
    ["debug", "is in the project's own namespace"],
  ] as const) {
    it(`is told with its line, and is no error: ${key}`, () => {
      const [line = "", ...others] = told(`  "${key}": x\n`);
      assert.ok(line.startsWith(`Pulumi.x.yaml:${LINE}: warning: ${key}: is `), line);
      assert.ok(line.includes(wanted), line);
      assert.deepEqual(others, []);
    });
  }

  it("isn't the provider's Region, of which the value is told where it isn't known here", () => {
    const moved = (region: string) => {
      const text = smallStack().replace(/aws:region: .*/, `aws:region: ${region}`);
      const file = new YamlSource("Pulumi.x.yaml", text);
      const config = isObject(file.value) && isObject(file.value.config) ? file.value.config : {};
      const options = { readFile: () => "", region, project: "acme", file };
      return parseStack(config, options).problems.map(problemLine);
    };
    assert.deepEqual(moved("eu-central-1"), []);
    const [line = "", ...others] = moved("eu-cental-1");
    assert.match(line, /: warning: aws:region: is "eu-cental-1".*did you mean "?eu-central-1/);
    assert.deepEqual(others, []);
  });

  for (const key of [
    ...["aws:profile", "aws:assumeRoles", "aws-native:region", "awsx:region", "azure:location"],
    ...["pulumi:tags", "pulumi:autonaming", "pulumi:something-new", "gcp:region", "eks:region"],
    ...["github:token", "other-project:access", "kubernetes:region", "aws-iam:region"],
  ]) {
    it(`isn't another program's or provider's: ${key}`, () => {
      assert.deepEqual(told(`  ${key}: x\n`), []);
    });
  }

  for (const key of ["acces:people", "acme:people", "people"]) {
    it(`is an error, and nothing beside it, where a section was meant: ${key}`, () => {
      const lines = told(`  ${key}: {}\n`).filter((line) => !line.includes("access:people:"));
      assert.deepEqual(lines.length, 1, lines.join("\n"));
      assert.match(lines[0] ?? "", /: error: /);
    });
  }

  for (const [key, wanted] of [
    ["encryptionsalts", 'did you mean "encryptionsalt"?'],
    ["enviroment", 'did you mean "environment"?'],
    ["parameters", "it has config, encryptionsalt, "],
  ] as const) {
    it(`is told at the top of the file, too: ${key}`, () => {
      const [line = "", ...others] = told("", `${key}: v1\n`);
      assert.ok(
        line.startsWith(`Pulumi.x.yaml:${LINE}: warning: ${key}: is no key of a stack`),
        line,
      );
      assert.ok(line.includes(wanted), line);
      assert.deepEqual(others, []);
    });
  }

  for (const key of ["encryptionsalt", "environment", "x-people", ".anchors", "_shared"]) {
    it(`isn't Pulumi's own, or one that holds anchors: ${key}`, () => {
      assert.deepEqual(told("", `${key}: v1\n`), []);
    });
  }
});

it("the AWS provider's settings are those of the installed @pulumi/aws", () => {
  const settings: object = createRequire(import.meta.url)("@pulumi/aws/config/vars.js");
  assert.deepEqual([...providerKeys], Object.keys(settings).sort());
});
