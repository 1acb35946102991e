import assert from "node:assert/strict";
import { stringify } from "yaml";
import { chosenChecks } from "../../commands/doctor/chosen.ts";
import { diagnose } from "../../commands/doctor/diagnose.ts";
import { codeOf } from "../../commands/drift/code.ts";
import { type Drift, driftOf } from "../../commands/drift/drift.ts";
import { heal } from "../../commands/drift/heal/heal.ts";
import { healingOf } from "../../commands/drift/heal/healing.ts";
import { readState } from "../../commands/drift/state/readState.ts";
import { parseStackFile, toStackFile } from "../../commands/stack/stackFile.ts";
import type { LiveOrganization } from "../../live/liveOrganization.ts";
import { readOrganization } from "../../live/readOrganization.ts";
import { Session } from "../../live/session.ts";
import { Endpoint } from "../../sandbox/endpoint/endpoint.ts";
import { said } from "../commands/drift/said.ts";
import { acme } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { needsPulumi } from "./deployment.ts";
import { isWrite } from "./effectiveAccess.ts";

const region = "eu-west-1";
const config = acme();

interface StateResource {
  readonly urn: string;
  readonly outputs: Readonly<Record<string, string>>;
}

describe("drift of what Pulumi's real engine deployed", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  it("is healed: AWS brings what is wanted to its accounts, and the state learns what AWS has", async () => {
    const { deployment } = stack;
    const endpoint = new Endpoint(deployment.world());
    await endpoint.start();
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" };
    const client = { endpoint: endpoint.url, maxAttempts: 1, credentials };
    const pulumi = deployment.pulumi(config, {}, () => {});
    const compare = async (): Promise<{ live: LiveOrganization; drift: Drift; doctor: string }> => {
      const callsPerSecond = Number.POSITIVE_INFINITY;
      const session = new Session({ region, client, callsPerSecond });
      const live = await readOrganization(session);
      const today = "2026-11-27";
      const diagnosis = { today, region, stack: undefined };
      const { results } = await diagnose(
        session,
        chosenChecks("sets-provisioned", undefined),
        diagnosis,
      );
      session.close();
      const read = await readState(pulumi);
      assert.ok("state" in read, JSON.stringify(read));
      const file = toStackFile("test", stringify({ config }));
      const { configuration } = parseStackFile(file);
      const code = codeOf(file, configuration, live, today);
      const drift = driftOf(code, live, read.state, { from: today, to: today });
      return { live, drift, doctor: String(results[0]?.verdict) };
    };
    try {
      const { latest } = JSON.parse(deployment.kept.stack).checkpoint;
      const resources = latest.resources as StateResource[];
      for (const ending of [":User::people/grace", "permissionSet:PermissionSet::reader"]) {
        const { urn } = resources.find((one) => one.urn.endsWith(ending)) as StateResource;
        const run = await deployment.advised(`pulumi state delete '${urn}' --target-dependents`);
        assert.ok(run.ok, run.said);
      }
      const { outputs } = resources.find(({ urn }) =>
        urn.endsWith("permissionSet:PermissionSet::builder"),
      ) as StateResource;
      const request = { InstanceArn: outputs.instanceArn, PermissionSetArn: outputs.arn };
      const policy = { ...request, ManagedPolicyArn: "arn:aws:iam::aws:policy/SecurityAudit" };
      deployment.call("AttachManagedPolicyToPermissionSet", policy);
      deployment.call("ProvisionPermissionSet", {
        ...request,
        TargetType: "ALL_PROVISIONED_ACCOUNTS",
      });
      deployment.call("DetachManagedPolicyFromPermissionSet", policy);

      const { live, drift, doctor } = await compare();
      assert.equal(doctor, "doesn't hold");
      assert.deepEqual(said(drift), [
        "assignment reader for engineers in web-dev: code/AWS [adopt]",
        "assignment reader for engineers in web-prod: code/AWS [adopt]",
        "assignment reader for security in log-archive: code/AWS [adopt]",
        "behind builder 333333333333",
        "member grace of engineers: code/AWS [adopt]",
        "permission set reader: code/AWS [adopt]",
        "person grace: code/AWS [adopt]",
      ]);
      const before = deployment.history.length;
      const tools = { pulumi, agreed: async () => true, print: () => {}, region, client };
      assert.ok(await heal(healingOf(drift), live, tools));
      const healed = await compare();
      assert.deepEqual([said(healed.drift), healed.doctor], [[], "holds"]);
      const writes = deployment.history.slice(before).filter(isWrite);
      const begun = writes.filter(({ operation }) => !operation.endsWith(" (ended)"));
      assert.deepEqual(
        begun.map(({ operation }) => operation),
        ["ProvisionPermissionSet"],
      );
      // Lists of policies are compared by the next update, which changes nothing in AWS.
      assert.deepEqual((await deployment.preview(config)).steps, [
        "create CustomerManagedPolicyAttachmentsExclusive reader-customer-managed",
        "create ManagedPolicyAttachmentsExclusive reader-managed",
      ]);
    } finally {
      await endpoint.stop();
    }
  });
});
