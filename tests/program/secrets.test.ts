import assert from "node:assert/strict";
import { parse } from "yaml";
import { mistakes } from "../../commands/documents/refusals.ts";
import { parseConfiguration } from "../../model/parse.ts";
import type { Deployed } from "../../model/transition/deployed.ts";
import { hiding } from "../../program/secrets.ts";
import { secretTexts, shortSecretAt } from "../../program/secretTexts.ts";
import { company, deployedOf } from "../model/transition/world.ts";

const deployed: Deployed = { ...deployedOf(company()), people: new Map(), groups: new Map() };

/** What is told about a mistake, as it is and where everything in the configuration is a secret. */
function told(mistake: string): { readonly open: string; readonly hidden: string }[] {
  const config: Record<string, unknown> = parse(mistake);
  const sections = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace(/^access:/, ""), value]),
  );
  const { problems } = parseConfiguration(sections, { readFile: () => "" });
  const hide = hiding(secretTexts(sections, () => true, deployed));
  return problems.map(({ message }) => ({ open: message, hidden: hide(message) }));
}

const example = /such as .*/;

describe("messages about secrets", () => {
  for (const mistake of [
    ...Object.values(mistakes).flat(),
    // What our own examples look like.
    "access:people: { ada: { givenName: ada@example.com, familyName: B, email: ada } }",
    "access:identityCenter: { region: Europe, portalUrl: eu-west-1 }",
    "access:identityCenter: { mfa: { attestedBy: 2027-03-31, attestedOn: today } }",
    "access:permissionSets: { a: { description: PT90M, relayState: PT8H, sessionDuration: 8 } }",
    "access:groups: { a: { description: dev, access: [{ permissionSet: r, accounts: [{ tag: {} }] }] } }",
  ]) {
    it(`keep their examples: ${mistake}`, () => {
      for (const { open, hidden } of told(mistake)) {
        assert.equal(example.exec(hidden)?.[0], example.exec(open)?.[0], hidden);
        assert.doesNotMatch(hidden, /such as "?\[secret/);
      }
    });
  }

  it("read well where an account id is one", () => {
    const [first] = told("access:accounts: { shop: 111111111111 }");
    assert.equal(
      first?.hidden,
      'YAML reads this account id as the number [secret]; put all 12 digits in quotes, as AWS shows them: "[secret]"',
    );
  });

  it("hide a secret that itself gives an example", () => {
    const hide = hiding(["such as hunter2", "a word such as hunter2"]);
    assert.equal(hide('is "such as hunter2"'), 'is "[secret]"');
    assert.equal(hide('is "a word such as hunter2"'), 'is "[secret]"');
  });

  it("leave words of messages alone, and hide them where they say what was seen", () => {
    const sections = { auditTrail: { enabled: "true", retentionDays: "90", logGroup: { x: 1 } } };
    assert.deepEqual([...secretTexts(sections, (one) => one === "auditTrail", deployed)], []);
    const at = (path: string) => shortSecretAt(path, sections, () => true);
    assert.equal(at("access:auditTrail.enabled"), "true");
    assert.equal(at("access:auditTrail.retentionDays"), "90");
    assert.equal(at("access:auditTrail.logGroup.x"), "1");
    assert.equal(at("access:auditTrail.logGroup"), undefined);
    assert.equal(
      shortSecretAt("access:auditTrail.enabled", sections, () => false),
      undefined,
    );
  });
});
