import assert from "node:assert/strict";
import { resourceDefinitions } from "../../sandbox/resources/resourceDefinitions.ts";
import { unknownValue } from "../../sandbox/resources/unknown.ts";
import { testWorld, types } from "./fixture.ts";

type Values = Record<string, unknown>;
const { provider } = testWorld();
const diff = (kind: keyof typeof types, olds: Values, news: Values) => {
  const base = { region: "eu-west-1" };
  const { changed, replaces, deleteBeforeReplace } = provider.diff(
    types[kind],
    { ...base, ...olds },
    { ...base, ...news },
  );
  return { changed, replaces, deleteBeforeReplace };
};

describe("sandbox: diff", () => {
  const inPlace: [keyof typeof types, string, unknown, unknown][] = [
    ["permissionSet", "description", "a", "b"],
    ["permissionSet", "sessionDuration", "PT1H", "PT2H"],
    ["permissionSet", "relayState", "https://a", undefined],
    ["permissionSet", "tagsAll", { a: "b" }, {}],
    ["inlinePolicy", "inlinePolicy", '{"Version":"1"}', '{"Version":"2"}'],
    ["managedPolicies", "managedPolicyArns", ["a"], ["b"]],
    [
      "customerPolicies",
      "customerManagedPolicyReferences",
      [{ name: "a" }, { name: "b" }],
      [{ name: "b" }, { name: "a" }],
    ],
    ["attributes", "attributes", [{ key: "a" }], [{ key: "b" }]],
    ["user", "displayName", "a", "b"],
    ["user", "emails", { value: "a" }, undefined],
    ["group", "displayName", "a", "b"],
    ["bucket", "forceDestroy", undefined, true],
  ];
  for (const [kind, key, old, wanted] of inPlace) {
    it(`updates ${key} of a ${kind} in place`, () => {
      assert.deepEqual(diff(kind, { [key]: old }, { [key]: wanted }), {
        changed: [key],
        replaces: [],
        deleteBeforeReplace: false,
      });
    });
  }

  const replacing: [keyof typeof types, string][] = [
    ["permissionSet", "instanceArn"],
    ["permissionSet", "region"],
    ["inlinePolicy", "permissionSetArn"],
    ["managedPolicy", "managedPolicyArn"],
    ["customerPolicy", "customerManagedPolicyReference"],
    ["boundary", "permissionsBoundary"],
    ["assignment", "principalId"],
    ["assignment", "targetId"],
    ["group", "identityStoreId"],
    ["membership", "memberId"],
    ["bucketPolicy", "bucket"],
  ];
  for (const [kind, key] of replacing) {
    it(`replaces a ${kind} whose ${key} changes or is not known yet`, () => {
      for (const wanted of ["b", unknownValue]) {
        const { replaces, deleteBeforeReplace } = diff(kind, { [key]: "a" }, { [key]: wanted });
        assert.deepEqual(replaces, [key]);
        assert.equal(deleteBeforeReplace, false);
      }
    });
  }

  it("keeps what the provider chose where nothing was given", () => {
    const chosen = resourceDefinitions.flatMap((definition) =>
      Object.keys(definition.inputs)
        .filter((key) => definition.computed.includes(key))
        .map((key) => [definition, key] as const),
    );
    assert.ok(chosen.length > 0);
    for (const [definition, key] of chosen) {
      const olds = { region: "eu-west-1", [key]: "chosen" };
      const { changed } = provider.diff(definition.type, olds, { region: "eu-west-1" });
      assert.deepEqual(changed, [], `${definition.type} ${key}`);
    }
  });

  it("deletes first when a permission set or a person with an explicit name is replaced", () => {
    const renamed = diff("permissionSet", { name: "a" }, { name: "b" });
    assert.deepEqual(renamed, { changed: ["name"], replaces: ["name"], deleteBeforeReplace: true });
    const name = { givenName: "Ada" };
    const user = diff("user", { userName: "a", name }, { userName: "b", name });
    assert.equal(user.deleteBeforeReplace, true);
  });

  it("creates first when the name was made up by the provider", () => {
    const news = { name: "a-1234567", instanceArn: "b", __defaults: ["name"] };
    const { deleteBeforeReplace } = diff("permissionSet", { ...news, instanceArn: "a" }, news);
    assert.equal(deleteBeforeReplace, false);
  });

  const equal: [keyof typeof types, string, unknown, unknown][] = [
    ["managedPolicies", "managedPolicyArns", ["a", "b"], ["b", "a"]],
    ["attributes", "attributes", [{ key: "a" }, { key: "b" }], [{ key: "b" }, { key: "a" }]],
    [
      "inlinePolicy",
      "inlinePolicy",
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["b","a"],"Resource":"*"}]}',
      '{"Statement":{"Resource":["*"],"Action":["a","b"],"Effect":"Deny"},"Version":"2012-10-17"}',
    ],
    ["user", "emails", { value: "a", primary: false }, { value: "a" }],
    ["permissionSet", "tagsAll", undefined, {}],
  ];
  for (const [kind, key, old, wanted] of equal) {
    it(`sees no change of ${key} of a ${kind} in another notation`, () => {
      assert.deepEqual(diff(kind, { [key]: old }, { [key]: wanted }).changed, []);
    });
  }

  it("sees a changed statement", () => {
    const policy = (...actions: string[]) =>
      JSON.stringify({ Statement: actions.map((Action) => ({ Action })) });
    const { changed } = diff(
      "inlinePolicy",
      { inlinePolicy: policy("a", "b") },
      { inlinePolicy: policy("a", "c") },
    );
    assert.deepEqual(changed, ["inlinePolicy"]);
  });
});
