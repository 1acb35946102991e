import assert from "node:assert/strict";
import { samlMetadataProblems } from "../../../model/schema/samlMetadata.ts";
import { expired, samlMetadata } from "../../support/samlMetadata.ts";

const problems = (metadata: string) =>
  samlMetadataProblems(metadata, "access:emergency.saml.metadataFile", "2026-11-27");

describe("an identity provider's metadata", () => {
  const whole = samlMetadata();
  const services = `<md:Extensions>${"<md:Other/>".repeat(100)}</md:Extensions>`;

  for (const [what, metadata] of [
    ["as it is exported", whole],
    ["with a byte order mark", `\uFEFF${whole}`],
    ["without a declaration", whole.slice(whole.indexOf("<md:Entity"))],
    ["without prefixes", whole.replaceAll(/(<\/?)(md|ds):/g, "$1")],
    ["in single quotes", whole.replaceAll('"', "'")],
    ["in lines of Windows", whole.replaceAll("\n", "\r\n")],
    [
      "with an old certificate beside a new one",
      whole.replace(
        "</md:KeyDescriptor>",
        `</md:KeyDescriptor><md:KeyDescriptor><ds:X509Certificate>${expired}</ds:X509Certificate></md:KeyDescriptor>`,
      ),
    ],
    ["with a comment at its end", `${whole}<!-- exported today -->\n`],
  ] as const) {
    it(`is taken ${what}`, () => {
      assert.deepEqual(problems(metadata), []);
    });
  }

  for (const [what, metadata, wanted] of [
    ["empty", "", /is no XML/],
    ["JSON", '{"entityID":"x"}', /is no XML/],
    ["a page that asks to sign in", `<!DOCTYPE html><html>${whole}</html>`, /is a web page/],
    ["other XML", `<feed>${services}</feed>`, /has no EntityDescriptor/],
    ["cut off", whole.slice(0, -40), /breaks off/],
    ["without entityID", samlMetadata({ entityID: "" }), /has no entityID/],
    ["with an empty one", samlMetadata({ entityID: ' entityID=""' }), /has no entityID/],
    [
      "of a service",
      samlMetadata({ descriptor: "SPSSODescriptor" }),
      /describes no identity provider/,
    ],
    [
      "without a certificate",
      samlMetadata({ certificate: "" }).replace("<md:Single", `${services}<md:Single`),
      /has no X509Certificate, with/,
    ],
    [
      "with one that is none",
      samlMetadata({ certificate: "bm9uZQ==" }).replace("<md:Single", `${services}<md:Single`),
      /has no X509Certificate that can be read/,
    ],
    ["too short", samlMetadata({ certificate: "" }), /IAM takes 1000 to 10,000,000/],
    [
      "too long",
      whole.replace("<md:Single", `<!--${"x".repeat(10_000_000)}--><md:Single`),
      /IAM takes 1000 to/,
    ],
  ] as const) {
    it(`is refused ${what}`, () => {
      const [problem, ...others] = problems(metadata);
      assert.deepEqual(others, []);
      assert.equal(problem?.severity, "error");
      assert.match(problem?.message ?? "", wanted);
    });
  }

  it("may have an expired certificate, of which it warns", () => {
    const [problem] = problems(samlMetadata({ certificate: expired }));
    assert.equal(problem?.severity, "warning");
    assert.match(problem?.message ?? "", /expired on 2021-01-01/);
  });
});
