// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables and placeholders
import assert from "node:assert/strict";
import { hasPlaceholder } from "../../../policies/iam/patterns/placeholder.ts";

describe("a text that isn't known before the stack exists", () => {
  const table: readonly (readonly [string, boolean])[] = [
    ["${Bucket}", true],
    ["arn:aws:iam::${AWS::AccountId}:root", true],
    ["${Role.Arn}", true],
    ["${Fn::ImportValue network-Arn}", true],
    ["${resolve:ssm:/team/account}", true],
    ["${aws:username}/${Bucket}", true],
    ["arn:aws:s3:::bucket", false],
    ["${aws:username}", false],
    ["${AWS:username}", false],
    ["${aws:PrincipalTag/team, 'none'}", false],
    ["${cognito-identity.amazonaws.com:sub}", false],
    ["${*}${?}${$}", false],
    ["${", false],
  ];
  for (const [text, expected] of table) {
    it(`${text}: ${expected ? "yes" : "no"}`, () => assert.equal(hasPlaceholder(text), expected));
  }
});
