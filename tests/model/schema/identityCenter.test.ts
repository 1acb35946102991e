import assert from "node:assert/strict";
import { accepted, assertProblem, assertRefused, resolved, today, valid } from "../example.ts";

const settings = (yaml: string) => valid(`identityCenter: { ${yaml} }`);
const mfa = (day: string) =>
  settings(`mfa: { mode: disabled, attestedOn: ${day}, attestedBy: ada }`);
const at = "access:identityCenter";

describe("identityCenter", () => {
  it("keeps every setting", () => {
    const raw = settings(`
      region: us-gov-west-1, instanceArn: "arn:aws-us-gov:sso:::instance/ssoins-0123456789abcdef",
      portalUrl: "https://acme.awsapps.com/start",
      mfa: { mode: context-aware, attestedOn: 2026-11-01T00:00:00Z, attestedBy: ada },
      attributes: { department: "\${path:enterprise.department}", team: ["\${path:name.givenName}"] },
      tags: { a: b }`);
    assert.deepEqual(accepted(raw).identityCenter, {
      region: "us-gov-west-1",
      instanceArn: "arn:aws-us-gov:sso:::instance/ssoins-0123456789abcdef",
      portalUrl: "https://acme.awsapps.com/start",
      mfa: { mode: "context-aware", attestedOn: "2026-11-01", attestedBy: "ada" },
      attributes: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
        department: ["${path:enterprise.department}"],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
        team: ["${path:name.givenName}"],
      },
      regions: [],
      tags: { a: "b" },
    });
  });

  const many = (count: number, value: string) =>
    Array.from({ length: count }, (_, index) => `k${index}: "${value}"`).join(", ");
  const source = ["$", "{path:name.givenName}"].join("");

  for (const [title, yaml, path, texts] of [
    ["the Region is a name", "region: Ireland", "region", ['"Ireland"', "eu-west-1"]],
    ["the instance is no ARN", "instanceArn: ssoins-1", "instanceArn", ["arn:aws:sso:::instance"]],
    ["the portal has no https", "portalUrl: http://x", "portalUrl", ["https://"]],
    [
      "the MFA mode is misspelt",
      "mfa: { mode: every-signin, attestedOn: 2026-01-01, attestedBy: a }",
      "mfa.mode",
      ['did you mean "every-sign-in"?'],
    ],
    [
      "the attestation has no day",
      "mfa: { mode: disabled, attestedBy: a }",
      "mfa.attestedOn",
      ["is missing"],
    ],
    [
      "the attestation's day is malformed",
      "mfa: { mode: disabled, attestedOn: 1.11.2026, attestedBy: a }",
      "mfa.attestedOn",
      ["YYYY-MM-DD"],
    ],
    ["an attribute has no path", "attributes: { team: givenName }", "attributes.team", ["path:"]],
    [
      "an attribute has two sources",
      `attributes: { team: ["${source}", "${source}"] }`,
      "attributes.team",
      ["2 items", "at most 1"],
    ],
    [
      "an attribute's key has a sign",
      `attributes: { "team!": "${source}" }`,
      "attributes.team!",
      ["the key", "letters"],
    ],
    [
      "there are 51 attributes",
      `attributes: { ${many(51, source)} }`,
      "attributes",
      ["at most 50"],
    ],
    ["there are 51 tags", `tags: { ${many(51, "v")} }`, "tags", ["at most 50"]],
    ["a key is unknown", "regoin: eu-west-1", "regoin", ['"region"']],
  ] as const) {
    it(`fails when ${title}`, () => {
      assertRefused(settings(yaml), `${at}.${path}`, ...texts);
    });
  }

  it("fails when MFA was attested in the future, and takes what is today east of Greenwich", () => {
    assert.deepEqual(resolved(mfa(today)).problems, []);
    assert.deepEqual(resolved(mfa("2026-11-24")).problems, []);
    assertProblem(
      resolved(mfa("2026-11-25")).problems,
      "error",
      `${at}.mfa.attestedOn`,
      "future",
      today,
    );
  });
});
