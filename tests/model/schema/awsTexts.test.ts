import assert from "node:assert/strict";
import { type AwsText, awsPattern, awsTexts } from "../../../model/schema/awsTexts.ts";

const { identitystore, organizations, "sso-admin": ssoAdmin } = awsTexts;

/** What AWS takes and refuses, by the pattern of a shape. */
const samples: readonly (readonly [
  AwsText,
  taken: readonly string[],
  refused: readonly string[],
])[] = [
  [
    identitystore.UserName,
    ["ada", "ada@example.com", "Zoë", "a+b", "日本"],
    ["a b", "a\u00a0b", "a\tb", "a\u200db"],
  ],
  [
    identitystore.GroupDisplayName,
    ["Team A", "Team\u00a0A", "Team\u3000A", "a\nb"],
    ["", "Team\u2003A", "Team\u200eA", "a\u0000"],
  ],
  [
    identitystore.SensitiveStringType,
    ["Dr. Ada", "+44 20", "👩"],
    ["a\u200bb", "a\u2028b", "\u0007"],
  ],
  [organizations.Email, ["a@b.c"], ["a@b", "a b@c.d"]],
  [organizations.AccountId, ["012345678901"], ["12345678901", "01234567890a"]],
  [ssoAdmin.AccessControlAttributeKey, ["cost-center", "Kosten Stelle"], ["a#b", "a\tb", ""]],
  [
    ssoAdmin.AccessControlAttributeValueSource,
    ["$" + "{path:enterprise.department}", ""],
    ["a(b)", "a'b"],
  ],
  [ssoAdmin.Duration, ["PT1H", "P1DT30M"], ["P", "8", "PT"]],
  [
    ssoAdmin.ManagedPolicyArn,
    ["arn:aws-eusc:iam::aws:policy/job-function/Billing"],
    ["arn:aws:iam::111111111111:policy/Own"],
  ],
  [ssoAdmin.ManagedPolicyName, ["Own_policy+=,.@-1"], ["Own policy", "Öwn", "a/b"]],
  [ssoAdmin.ManagedPolicyPath, ["/", "/a/", "/a/b/"], ["a/", "/a", "//", "/a b/"]],
  [ssoAdmin.PermissionSetDescription, ["für alle\n", "é"], ["a – b", "日本", "\u00a0"]],
  [ssoAdmin.PermissionSetName, ["read-only"], ["read only", "lesen/alles", "für"]],
  [
    ssoAdmin.PermissionSetPolicyDocument,
    ['{\n\t"a": "ü\u00a0"}'],
    ['{"a": "\u2011"}', '{"a": "日本"}'],
  ],
  [
    ssoAdmin.RelayState,
    ["https://console.aws.amazon.com/s3?a=b#c [d] {e} (f) \\ \"'|"],
    ["ä", "a\nb", "a<b", "a^b"],
  ],
  [ssoAdmin.TagKey, ["team", "Kosten:Stelle/1"], ["a#b", "a\nb"]],
];

describe("AWS's texts", () => {
  const shapes = Object.entries(awsTexts).flatMap(([service, texts]) =>
    Object.entries<AwsText>(texts).map(([name, text]) => ({ shape: `${service} ${name}`, text })),
  );

  for (const { shape, text } of shapes) {
    it(`has a range and a pattern that JavaScript reads: ${shape}`, () => {
      assert.ok(text.min <= text.max, `${text.min} to ${text.max}`);
      assert.ok(awsPattern(text).unicode);
    });
  }

  for (const [text, taken, refused] of samples) {
    it(`takes the whole text by AWS's pattern: ${text.pattern}`, () => {
      for (const one of taken) assert.match(one, awsPattern(text), JSON.stringify(one));
      for (const one of refused) assert.doesNotMatch(one, awsPattern(text), JSON.stringify(one));
    });
  }
});
