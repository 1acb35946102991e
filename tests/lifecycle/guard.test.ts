import assert from "node:assert/strict";
import { parseDigest } from "../../commands/guard/digest.ts";
import { guard, type UpdateVerdict } from "../../commands/guard/guard.ts";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";

type Edit = (config: StackConfig) => void;

const MANAGEMENT = "000000000001";

function judge(preview: string): UpdateVerdict {
  const settings = { today: "2027-03-01", managementAccount: MANAGEMENT };
  return guard(parseDigest(preview, "preview.json"), { approvals: [] }, settings);
}

const inShort = ({ findings }: UpdateVerdict) =>
  findings.map(({ kind, name }) => `${kind} ${name}`);
const set = (config: StackConfig, name: string) => config["access:permissionSets"][name] ?? {};

describe("guard, on previews of the real engine", function () {
  needsPulumi(this);
  const stack = deployedAcme();

  /** What one preview shows of each; the cases of a list are independent. */
  const CASES: readonly Readonly<Record<string, readonly [Edit, string[]]>>[] = [
    { nothing: [() => {}, []] },
    {
      "another key for a set, with its alias": [
        (config) => {
          const { reader, ...others } = config["access:permissionSets"];
          const viewer = { ...reader, name: "reader", aliases: ["reader"] };
          config["access:permissionSets"] = { ...others, viewer };
          const lines = Object.values(config["access:groups"]).flatMap(({ access }) => access);
          for (const line of lines) {
            if (line.permissionSet === "reader") line.permissionSet = "viewer";
          }
        },
        [],
      ],
      "a set that is renamed": [
        (config) => Object.assign(set(config, "builder"), { name: "maker" }),
        ["permission-set builder"],
      ],
      "a new administrator": [
        (config) => {
          Object.assign(config["access:groups"].administrators as object, {
            members: ["ada", "grace"],
          });
        },
        ["administrator grace"],
      ],
    },
    {
      "a person who leaves": [
        (config) => {
          delete config["access:people"].grace;
          Object.assign(config["access:groups"].engineers as object, { members: ["ada"] });
        },
        ["person grace"],
      ],
      "a set that administers from now on": [
        (config) => {
          Object.assign(set(config, "reader"), { managedPolicies: ["AdministratorAccess"] });
        },
        ["privilege reader"],
      ],
      "a group from elsewhere that loses a line": [
        (config) => {
          config["access:groups"].security = {
            existing: true,
            access: [{ permissionSet: "builder", accounts: ["web-dev"] }],
          };
        },
        ["lost-access security"],
      ],
    },
    {
      "a group that goes, with much access": [
        (config) => delete config["access:groups"].engineers,
        ["group engineers", "lost-access engineers"],
      ],
      "an administrators' set with a policy less": [
        (config) => {
          const managedPolicies = ["AWSSSOMasterAccountAdministrator"];
          Object.assign(set(config, "administrator"), { managedPolicies });
        },
        ["administrators-access administrator-managed"],
      ],
    },
    {
      "an account that is to administer Identity Center": [
        (config) => {
          const section = { account: "security-tooling", stack: "management" };
          Object.assign(config, { "access:delegatedAdministration": section });
        },
        ["administrator 666666666666"],
      ],
    },
  ];

  for (const cases of CASES) {
    it(`finds what there is in ${Object.keys(cases).join("; ")}`, async () => {
      const changes = Object.values(cases);
      const config = acme((config) => {
        for (const [edit] of changes) edit(config);
      });
      const preview = await stack.deployment.previewJson(config, "--show-sames");
      const wanted = changes.flatMap(([, findings]) => findings);
      assert.deepEqual(inShort(judge(preview)).sort(), wanted.sort());
    });
  }

  it("sees what somebody took away by hand, and the update gives back", async () => {
    const { resources } = JSON.parse(await stack.deployment.exported()).deployment;
    const membership = resources.find(({ urn }: { urn: string }) =>
      urn.endsWith("::administrators/ada"),
    ).outputs;
    const { identityStoreId: IdentityStoreId, membershipId: MembershipId } = membership;
    stack.deployment.call("DeleteGroupMembership", { IdentityStoreId, MembershipId });
    const preview = await stack.deployment.previewJson(acme(), "--show-sames", "--refresh");
    assert.deepEqual(inShort(judge(preview)), ["administrator ada"]);
  });

  it("names another account that takes its place as delegated administrator", async () => {
    const section = (account: string) =>
      acme((config) => {
        const delegated = { account, stack: "management" };
        Object.assign(config, { "access:delegatedAdministration": delegated });
      });
    const deployment = Deployment.from(stack.deployment.kept);
    try {
      const up = await deployment.up(section("web-dev"));
      assert.ok(up.ok, up.said);
      const judged = async (account: string) =>
        inShort(judge(await deployment.previewJson(section(account), "--show-sames")));
      assert.deepEqual(await judged("web-dev"), []);
      assert.deepEqual(await judged("web-prod"), ["administrator 222222222222"]);
    } finally {
      deployment.remove();
    }
  });

  it("judges no preview that failed", async () => {
    const preview = await stack.deployment.previewJson(
      acme((config) => {
        Object.assign(config["access:groups"].engineers as object, { members: ["nobody"] });
      }),
      "--show-sames",
    );
    assert.throws(
      () => judge(preview),
      /the preview failed[\s\S]*"nobody" is not in access:people/,
    );
  });

  it("names the administrators of a first deployment", async () => {
    const first = Deployment.create();
    try {
      const wanted = ["administrator ada", "privilege administrator"];
      assert.deepEqual(inShort(judge(await first.previewJson(acme()))), wanted);
    } finally {
      first.remove();
    }
  });
});
