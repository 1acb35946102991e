import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Identitystore } from "@aws-sdk/client-identitystore";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { Project } from "./project.ts";

describe("npm run sandbox:endpoint", () => {
  let project: Project;
  before(() => {
    project = new Project();
  });
  after(() => project.remove());

  /** Runs it, and `work` in a shell with what it prints. */
  async function served<T>(args: readonly string[], work: (variables: Map<string, string>) => T) {
    const child = spawn(process.execPath, ["commands/sandboxEndpoint.ts", ...args], {
      cwd: project.directory,
      stdio: ["ignore", "pipe", "ignore"],
      env: { PATH: project.directory, HOME: project.directory },
    });
    const ended = once(child, "close");
    try {
      const variables = new Map<string, string>();
      for await (const line of createInterface({ input: child.stdout })) {
        const [, name = "", value = ""] = /^export (\w+)=(\S+)$/.exec(line) ?? [];
        assert.notEqual(name, "", line);
        variables.set(name, value);
        if (name === "AWS_EC2_METADATA_DISABLED") break;
      }
      return await work(variables);
    } finally {
      child.kill("SIGINT");
      assert.deepEqual(await ended, [0, null]);
    }
  }

  function settings(variables: Map<string, string>) {
    return {
      endpoint: variables.get("AWS_ENDPOINT_URL") ?? "",
      region: variables.get("AWS_REGION") ?? "",
      credentials: {
        accessKeyId: variables.get("AWS_ACCESS_KEY_ID") ?? "",
        secretAccessKey: variables.get("AWS_SECRET_ACCESS_KEY") ?? "",
      },
    };
  }

  it("prints what leads AWS's SDK there, and remembers what was done", async () => {
    const store = async (variables: Map<string, string>) => {
      const [instance] =
        (await new SSOAdmin(settings(variables)).listInstances({})).Instances ?? [];
      const IdentityStoreId = instance?.IdentityStoreId ?? "";
      return { client: new Identitystore(settings(variables)), IdentityStoreId };
    };
    await served(["--page-size", "1"], async (variables) => {
      assert.match(variables.get("AWS_ENDPOINT_URL") ?? "", /^http:\/\/127\.0\.0\.1:\d+$/);
      const { client, IdentityStoreId } = await store(variables);
      await client.createGroup({ IdentityStoreId, DisplayName: "made-by-hand" });
      const page = await client.listGroups({ IdentityStoreId });
      assert.deepEqual([page.Groups?.length, typeof page.NextToken], [1, "string"]);
    });
    await served([], async (variables) => {
      const { client, IdentityStoreId } = await store(variables);
      const { Groups = [] } = await client.listGroups({ IdentityStoreId });
      assert.ok(Groups.some(({ DisplayName }) => DisplayName === "made-by-hand"));
    });
  });

  it("serves an organization that has no stack file yet, in its Region", async () => {
    project.write(
      "organizations/hand.yaml",
      `managementAccount: "100000000001"
accounts: [{ id: "100000000001", name: acme, organizationalUnit: "" }]
identityCenter: { region: eu-central-1 }
`,
    );
    await served(["--stack", "hand"], async (variables) => {
      assert.equal(variables.get("AWS_REGION"), "eu-central-1");
      const { Instances = [] } = await new SSOAdmin(settings(variables)).listInstances({});
      assert.equal(Instances[0]?.OwnerAccountId, "100000000001");
    });
  });
});
