import { accepted, assertRefused, valid } from "./example.ts";

const at = "access:identityCenter";
const home = "region: eu-west-1";
const multi =
  'encryption: { keyArn: "arn:aws:kms:eu-west-1:000000000001:key/mrk-0123456789abcdef0123456789abcdef" }';
const single =
  'encryption: { keyArn: "arn:aws:kms:eu-west-1:000000000001:key/01234567-0123-0123-0123-0123456789ab" }';
const settings = (...parts: string[]) => valid(`identityCenter: { ${parts.join(", ")} }`);

describe("further Regions and the key", () => {
  it("are taken where AWS replicates Identity Center", () => {
    for (const source of ["identity-provider", "identity-center-directory"]) {
      accepted(
        settings(home, multi, `identitySource: ${source}`, "regions: [us-east-1, af-south-1]"),
      );
    }
    accepted(settings(home, single));
  });

  for (const [title, parts, path, texts] of [
    [
      "nothing says where people come from",
      [multi, "regions: [us-east-1]"],
      "identitySource",
      ["is needed where regions are named", "no API"],
    ],
    [
      "Active Directory has the people",
      [multi, "identitySource: active-directory", "regions: [us-east-1]"],
      "regions",
      ["active-directory", "doesn't replicate"],
    ],
    [
      "the key is AWS's",
      ["identitySource: identity-provider", "regions: [us-east-1]"],
      "regions",
      ["multi-Region customer managed key", "none is named"],
    ],
    [
      "the key is of one Region",
      [single, "identitySource: identity-provider", "regions: [us-east-1]"],
      "regions",
      ["is a key of one Region"],
    ],
    [
      "the home Region is named",
      [multi, "identitySource: identity-provider", "regions: [us-east-1, eu-west-1]"],
      "regions[1]",
      ["is the home Region"],
    ],
    [
      "a Region is named twice",
      [multi, "identitySource: identity-provider", "regions: [us-east-1, us-east-1]"],
      "regions[1]",
      ["it is there already"],
    ],
    [
      "a Region is in another partition",
      [multi, "identitySource: identity-provider", "regions: [us-gov-east-1]"],
      "regions[0]",
      ["aws-us-gov"],
    ],
    [
      "the key is in another Region",
      [multi.replace("eu-west-1", "us-east-1")],
      "encryption.keyArn",
      ["us-east-1", "home Region is eu-west-1"],
    ],
    [
      "the key's ARN is of another partition",
      [
        'encryption: { keyArn: "arn:aws-cn:kms:eu-west-1:000000000001:key/01234567-0123-0123-0123-0123456789ab" }',
      ],
      "encryption.keyArn",
      ["partition aws-cn", "write arn:aws:kms:"],
    ],
    [
      "an alias is named",
      ['encryption: { keyArn: "arn:aws:kms:eu-west-1:000000000001:alias/identity-center" }'],
      "encryption.keyArn",
      ["not of an alias"],
    ],
    [
      "the identity source contradicts how MFA is asked for",
      [
        "identitySource: identity-center-directory",
        "mfa: { mode: identity-provider, attestedOn: 2026-11-01, attestedBy: ada }",
      ],
      "identitySource",
      ["mfa.mode"],
    ],
  ] as const) {
    it(`are refused where ${title}`, () => {
      assertRefused(settings(home, ...parts), `${at}.${path}`, ...texts);
    });
  }
});
