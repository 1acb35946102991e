import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { unknownCheckingProxy } from "@pulumi/policy";
import fc from "fast-check";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { messageOf, readPropertiesLate } from "../../policies/resources/lateProperties.ts";

const sdk = createRequire(import.meta.url)("@pulumi/policy/deserialize.js") as {
  deserializeProperties(message: object, proxySecrets: boolean): Record<string, unknown>;
};

describe("properties that are read late", () => {
  const original = sdk.deserializeProperties;
  before(() => readPropertiesLate());

  it("are what this version of @pulumi/policy hands out: else the pack is slow", () => {
    const unreadable = { toJavaScript: () => assert.fail("read") };
    const properties = sdk.deserializeProperties(unreadable, false);
    assert.equal(messageOf(unknownCheckingProxy(properties)), unreadable);
  });

  it("have no message where @pulumi/policy made them in another way", () => {
    assert.equal(messageOf(unknownCheckingProxy({ a: 1 })), undefined);
    assert.equal(messageOf({ __getSpecialProxyTarget: 1 }), undefined);
  });

  it("are read once, however often this is asked for", () => {
    const late = sdk.deserializeProperties;
    readPropertiesLate();
    assert.equal(sdk.deserializeProperties, late);
  });

  const USES: Readonly<Record<string, (properties: Record<string, unknown>) => unknown>> = {
    keys: (properties) => Object.keys(properties),
    "a copy": (properties) => ({ ...properties }),
    JSON: (properties) => JSON.stringify(properties),
    has: (properties) => ["a", "policy", "toString"].map((key) => key in properties),
    reading: ({ a, policy }) => [a, policy],
    own: (properties) => Object.hasOwn(properties, "policy"),
    descriptor: (properties) => Object.getOwnPropertyDescriptor(properties, "policy"),
    deleting: (properties) => [delete properties.policy, { ...properties }],
    writing: (properties) => {
      properties.policy = "new";
      return { ...properties };
    },
    defining: (properties) => {
      Object.defineProperty(properties, "policy", { value: 1, enumerable: false });
      return [{ ...properties }, properties.policy];
    },
    freezing: (properties) => [Object.isFrozen(Object.freeze(properties)), { ...properties }],
  };

  for (const [use, does] of Object.entries(USES)) {
    it(`are like others in ${use}`, () => {
      const key = fc.oneof(fc.constantFrom("policy", "constructor"), fc.string());
      fc.assert(
        fc.property(fc.dictionary(key, fc.jsonValue()), (given) => {
          const message = struct.Struct.fromJavaScript(given as Record<string, string>);
          const late = sdk.deserializeProperties(message, false);
          assert.deepEqual(does(late), does(original(message, false)));
        }),
      );
    });
  }
});
