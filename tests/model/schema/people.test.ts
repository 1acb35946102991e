import assert from "node:assert/strict";
import { accepted, assertProblem, assertRefused, parsed, withEntry } from "../example.ts";

const bob = (attributes: string) =>
  withEntry("people", `bob: { givenName: Bob, familyName: Ross, ${attributes} }`);

describe("people", () => {
  it("keeps every attribute that the identity store has", () => {
    const raw = bob(`
      userName: bob.ross, displayName: Bobby, middleName: N, formattedName: "Dr. Bob Ross",
      honorificPrefix: Dr., honorificSuffix: PhD, nickname: Bo, title: Painter, userType: employee,
      email: bob@example.com, emailType: work, phone: { value: "+1 555", type: work },
      address: { streetAddress: S, locality: L, region: R, postalCode: "1", country: US, formatted: F, type: work },
      locale: en-US, preferredLanguage: en, timezone: America/New_York, profileUrl: "https://example.com/bob",
      aliases: [robert]`);
    assert.deepEqual(accepted(raw).people.bob, {
      existing: false,
      userName: "bob.ross",
      aliases: ["robert"],
      givenName: "Bob",
      familyName: "Ross",
      displayName: "Bobby",
      middleName: "N",
      formattedName: "Dr. Bob Ross",
      honorificPrefix: "Dr.",
      honorificSuffix: "PhD",
      nickname: "Bo",
      title: "Painter",
      userType: "employee",
      email: "bob@example.com",
      emailType: "work",
      phone: { value: "+1 555", type: "work" },
      address: {
        streetAddress: "S",
        locality: "L",
        region: "R",
        postalCode: "1",
        country: "US",
        formatted: "F",
        type: "work",
      },
      locale: "en-US",
      preferredLanguage: "en",
      timezone: "America/New_York",
      profileUrl: "https://example.com/bob",
    });
  });

  it("takes a telephone number as text", () => {
    assert.deepEqual(accepted(bob('phone: "+1 555"')).people.bob?.phone, { value: "+1 555" });
  });

  it("looks an existing person up by user name", () => {
    const raw = withEntry("people", "bob: { existing: true, userName: bob@corp.example }");
    const { existing, userName, displayName } = accepted(raw).people.bob ?? {};
    assert.deepEqual(
      [existing, userName, displayName],
      [true, "bob@corp.example", "bob@corp.example"],
    );
  });

  it("refuses attributes beside existing: true", () => {
    const raw = withEntry("people", "bob: { existing: true, title: Painter }");
    assertRefused(raw, "access:people.bob.title", "made elsewhere", "userName");
  });

  for (const [title, attributes, path, texts] of [
    [
      "a user name has a space",
      'userName: "bob ross"',
      "userName",
      ['"bob ross"', "spaces are not"],
    ],
    ["a user name is AWS's own", "userName: Administrator", "userName", ["keeps this name"]],
    ["a user name is too long", `userName: ${"b".repeat(129)}`, "userName", ["129", "at most 128"]],
    ["an attribute is too long", `title: ${"t".repeat(1025)}`, "title", ["1025", "at most 1024"]],
    ["an attribute is empty", 'title: ""', "title", ["is empty", "remove"]],
    ["an e-mail address has no domain", "email: bob", "email", ['"bob"', "ada@example.com"]],
    [
      "an e-mail address is two",
      'email: "a@example.com, b@example.com"',
      "email",
      ["e-mail address"],
    ],
    ["YAML made a telephone number a number", "phone: 15550100", "phone", ["number", "quotes"]],
    ["YAML made a locale a boolean", "locale: false", "locale", ["boolean", '"false"']],
    ["existing is text", 'existing: "yes"', "existing", ["without quotes"]],
    ["an attribute is unknown", "department: Art", "department", ["unknown key", "allowed here"]],
  ] as const) {
    it(`fails when ${title}`, () => {
      assertRefused(bob(attributes), `access:people.bob.${path}`, ...texts);
    });
  }

  it("fails when the key can't be the user name and none is given", () => {
    const raw = withEntry("people", "bob ross: { givenName: Bob, familyName: Ross }");
    assertRefused(raw, 'access:people["bob ross"]', "userName", "spaces are not");
  });

  it("fails when two people share a user name but for upper and lower case", () => {
    assertRefused(bob("userName: ADA"), "access:people.bob.userName", '"ADA"', "access:people.ada");
  });

  it("fails when two people share an e-mail address but for upper and lower case", () => {
    const raw = bob("email: Ada@Example.com");
    assertRefused(raw, "access:people.bob.email", "access:people.ada");
  });

  it("fails when a broken entry shares a user name", () => {
    const raw = withEntry("people", "bob: { userName: ada, givenName: 5, familyName: R }");
    const { problems } = parsed(raw);
    assertProblem(problems, "error", "access:people.bob.userName", "access:people.ada");
    assertProblem(problems, "error", "access:people.bob.givenName", '"5"');
  });

  it("fails when an alias is a key that is in use", () => {
    assertRefused(
      bob("aliases: [ada]"),
      "access:people.bob.aliases[0]",
      "the key of access:people.ada",
    );
  });

  it("warns about a person in no group", () => {
    assertProblem(parsed(bob("")).problems, "warning", "access:people.bob", "in no group");
  });
});
