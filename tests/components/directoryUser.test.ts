import assert from "node:assert/strict";
import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { DirectoryUser } from "../../components/directoryUser.ts";
import { deploy } from "./deploy.ts";

type Make = (args: identitystore.UserArgs, opts: pulumi.CustomResourceOptions) => pulumi.Resource;

/** What the engine is asked for, without where in the program that was. */
async function requestOf(
  make: Make,
  args: Omit<identitystore.UserArgs, "identityStoreId">,
  opts: pulumi.CustomResourceOptions,
) {
  const requests: RegisterResourceRequest.AsObject[] = [];
  const { outputs, errors } = await deploy((_, { identityStoreId }) => {
    const monitor = pulumi.runtime.getMonitor() as unknown as {
      registerResource(request: RegisterResourceRequest, ...rest: unknown[]): unknown;
    };
    const register = monitor.registerResource;
    monitor.registerResource = function (request, ...rest) {
      const { sourceposition: _, stacktrace: __, ...asked } = request.toObject();
      if (asked.type.startsWith("aws:")) requests.push(asked);
      return register.call(this, request, ...rest);
    };
    const user = make({ ...args, identityStoreId }, opts) as DirectoryUser;
    return { id: user.id, userId: user.userId, userName: user.userName, urn: user.urn };
  });
  return { requests, outputs, errors };
}

const least = {
  userName: "ada",
  displayName: "Ada",
  name: { givenName: "Ada", familyName: "King" },
};
const ARGS: Readonly<Record<string, Omit<identitystore.UserArgs, "identityStoreId">>> = {
  "the least": least,
  "all that a person may have": {
    ...least,
    name: { ...least.name, middleName: "Augusta", formatted: "Lady Ada King" },
    addresses: { streetAddress: "12 St James's Square", country: "GB", primary: true },
    emails: { value: "ada@example.com", type: "work", primary: true },
    locale: "en-GB",
    nickname: "Ada",
    phoneNumbers: { value: "+44 20 7946 0000", type: "mobile", primary: true },
    preferredLanguage: "en-GB",
    profileUrl: "https://example.com/ada",
    region: "eu-west-1",
    timezone: "Europe/London",
    title: "Analyst",
    userType: "employee",
  },
  outputs: { ...least, title: pulumi.output("Analyst"), nickname: pulumi.secret("Ada") },
};
const OPTIONS: Readonly<Record<string, pulumi.CustomResourceOptions>> = {
  "no options": {},
  options: {
    aliases: [{ name: "former" }],
    ignoreChanges: ["userName"],
    protect: true,
    retainOnDelete: true,
    version: "7.0.0",
  },
};

describe("a person", () => {
  for (const [what, args] of Object.entries(ARGS)) {
    for (const [how, opts] of Object.entries(OPTIONS)) {
      it(`is asked for as by @pulumi/aws, and tells the same: ${what}, ${how}`, async () => {
        const own = await requestOf((...all) => new DirectoryUser("ada", ...all), args, opts);
        const theirs = await requestOf(
          (...all) => new identitystore.User("ada", ...all),
          args,
          opts,
        );
        assert.deepEqual(own.errors, []);
        assert.equal(own.requests.length, 1);
        assert.deepEqual(own, theirs);
      });
    }
  }

  it("has outputs for what it was given and what is asked of it, and no others", async () => {
    let names: string[] = [];
    await deploy((_, { identityStoreId }) => {
      const user = new DirectoryUser(
        "ada",
        { identityStoreId, userName: "ada", displayName: "Ada", title: undefined },
        {},
      );
      names = Object.entries(user).flatMap(([key, value]) =>
        pulumi.Output.isInstance(value) ? key : [],
      );
    });
    assert.deepEqual(names.toSorted(), [
      "displayName",
      "id",
      "identityStoreId",
      "urn",
      "userId",
      "userName",
    ]);
  });
});
