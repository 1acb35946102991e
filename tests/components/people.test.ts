import assert from "node:assert/strict";
import type { PersonArgs } from "../../components/people.ts";
import { deploy } from "./deploy.ts";

const deployPeople = (people: Record<string, PersonArgs>) =>
  deploy(({ People }, where) => new People("people", { ...where, people }).userIds);

const ada = { userName: "ada", givenName: "Ada", familyName: "Lovelace" };

describe("People", () => {
  it("makes one resource for each person, and tells their ids by key", async () => {
    const { resources, outputs, resource, identityStoreId, errors } = await deployPeople({
      ada,
      alan: { userName: "alan.turing", givenName: "Alan", familyName: "Turing" },
    });
    assert.deepEqual(errors, []);
    assert.deepEqual(
      resources.filter(({ custom }) => custom).map(({ name }) => name),
      ["people/ada", "people/alan"],
    );
    const user = resource("User", "people/alan");
    assert.equal(user.parent, resource("People", "people").urn);
    assert.deepEqual(user.inputs, {
      userName: "alan.turing",
      displayName: "Alan Turing",
      name: { givenName: "Alan", familyName: "Turing" },
      identityStoreId,
      region: "eu-west-1",
    });
    const ids = {
      ada: resource("User", "people/ada").outputs.userId,
      alan: user.outputs.userId,
    };
    assert.deepEqual(outputs, ids);
    assert.deepEqual(resource("People", "people").outputs, { userIds: ids });
  });

  it("hands every attribute to the provider, in its shape", async () => {
    const { resource, errors, identityStoreId } = await deployPeople({
      ada: {
        ...ada,
        displayName: "Countess of Lovelace",
        middleName: "Augusta",
        formattedName: "Lady Ada King",
        honorificPrefix: "Lady",
        honorificSuffix: "PhD",
        nickname: "Ada",
        title: "Analyst",
        userType: "employee",
        email: "ada@example.com",
        emailType: "home",
        phone: { value: "+44 20 7946 0000", type: "mobile" },
        address: {
          streetAddress: "12 St James's Square",
          locality: "London",
          region: "London",
          postalCode: "SW1Y 4JH",
          country: "GB",
          formatted: "12 St James's Square, London",
          type: "home",
        },
        locale: "en-GB",
        preferredLanguage: "en",
        timezone: "Europe/London",
        profileUrl: "https://example.com/ada",
      },
    });
    assert.deepEqual(errors, []);
    assert.deepEqual(resource("User", "people/ada").inputs, {
      identityStoreId,
      region: "eu-west-1",
      userName: "ada",
      displayName: "Countess of Lovelace",
      name: {
        givenName: "Ada",
        familyName: "Lovelace",
        middleName: "Augusta",
        formatted: "Lady Ada King",
        honorificPrefix: "Lady",
        honorificSuffix: "PhD",
      },
      nickname: "Ada",
      title: "Analyst",
      userType: "employee",
      emails: { value: "ada@example.com", type: "home", primary: true },
      phoneNumbers: { value: "+44 20 7946 0000", type: "mobile", primary: true },
      addresses: {
        streetAddress: "12 St James's Square",
        locality: "London",
        region: "London",
        postalCode: "SW1Y 4JH",
        country: "GB",
        formatted: "12 St James's Square, London",
        type: "home",
        primary: true,
      },
      locale: "en-GB",
      preferredLanguage: "en",
      timezone: "Europe/London",
      profileUrl: "https://example.com/ada",
    });
  });

  it("calls an e-mail address work unless told otherwise", async () => {
    const { resource } = await deployPeople({ ada: { ...ada, email: "ada@example.com" } });
    assert.deepEqual(resource("User", "people/ada").inputs.emails, {
      value: "ada@example.com",
      type: "work",
      primary: true,
    });
  });

  it("keeps a person under a new key, never renames a sign-in, and guards against a lost key", async () => {
    const { resource } = await deployPeople({ ada: { ...ada, aliases: ["adele", "a"] } });
    const { options } = resource("User", "people/ada");
    assert.deepEqual(
      options.aliases.map((alias) => (alias as { name: string }).name),
      ["people/adele", "people/a"],
    );
    assert.deepEqual(options.ignoreChanges, ["userName"]);
    assert.deepEqual(options.hooks, {
      beforeDelete: ["keep-renamed-people"],
      onError: ["retry-transient-errors"],
    });
  });

  it("makes nobody when there is nobody", async () => {
    const { resources, outputs, errors } = await deployPeople({});
    assert.deepEqual([errors, outputs], [[], {}]);
    assert.ok(resources.every(({ custom }) => !custom));
  });

  it("fails when the directory has somebody with that sign-in already", async () => {
    const { errors } = await deployPeople({ grace: { ...ada, userName: "grace" } });
    assert.equal(errors.length, 1, errors.join("\n"));
    assert.match(errors[0] ?? "", /ConflictException/);
  });
});
