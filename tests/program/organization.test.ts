import assert from "node:assert/strict";
import type { OrganizationNeeds } from "../../model/access/needs.ts";
import type { Organization } from "../../model/access/organization.ts";
import { ServiceError } from "../../sandbox/world/serviceError.ts";
import { World } from "../../sandbox/world/world.ts";
import { type DeployOptions, deploy } from "../components/deploy.ts";

/** The organization as it is read, and how often which API was called for it. */
async function read(needs: OrganizationNeeds, options?: DeployOptions) {
  let organization: Organization | undefined;
  const { world, errors, resources } = await deploy(async ({ readOrganization }) => {
    organization = await readOrganization(needs);
  }, options);
  const calls = (operation: string) => world.counts.get(operation) ?? 0;
  return { organization, errors, resources, calls };
}

/** A member of no organization, in the words of the provider. */
class Standalone extends World {
  override call(...args: Parameters<World["call"]>): never {
    if (args[0] !== "DescribeOrganization") return super.call(...args) as never;
    const code = "AWSOrganizationsNotInUseException";
    throw new ServiceError(code, `api error ${code}: Your account is not a member`);
  }
}

/** What is refused for another reason, in words that name that one. */
class Mentioning extends World {
  override call(...args: Parameters<World["call"]>): never {
    if (args[0] !== "DescribeOrganization") return super.call(...args) as never;
    throw new ServiceError("ValidationException", "allowed: AWSOrganizationsNotInUse, Conflict");
  }
}

const nothing = { tree: false, tags: false };

describe("reading the organization", () => {
  it("reads nothing but the list of accounts when nothing else is needed", async () => {
    const { organization, errors, calls } = await read(nothing);
    assert.deepEqual(errors, []);
    const [root] = organization?.unitIds?.values() ?? [];
    assert.match(root ?? "", /^r-[0-9a-z]+$/);
    assert.deepEqual(organization, {
      unitIds: new Map([["", root]]),
      policyTypes: [],
      trustedServices: ["sso.amazonaws.com"],
      managementAccountId: "000000000001",
      accounts: [
        { id: "000000000001", name: "management", state: "ACTIVE" },
        { id: "111111111111", name: "prod", state: "ACTIVE" },
        { id: "222222222222", name: "dev", state: "ACTIVE" },
        { id: "333333333333", name: "closed", state: "SUSPENDED" },
      ],
    });
    assert.equal(calls("ListAccounts"), 1);
    for (const operation of [
      "ListOrganizationalUnitsForParent",
      "ListAccountsForParent",
      "ListOrganizationTags",
    ]) {
      assert.equal(calls(operation), 0, operation);
    }
  });

  it("reads the tree with two calls for the root and each organizational unit", async () => {
    const { organization, calls } = await read({ tree: true, tags: false });
    assert.deepEqual(organization?.organizationalUnits, ["Workloads", "Workloads/Production"]);
    assert.deepEqual(
      organization.accounts.map(({ name, organizationalUnit }) => [name, organizationalUnit]),
      [
        ["management", ""],
        ["prod", "Workloads/Production"],
        ["dev", "Workloads"],
        ["closed", ""],
      ],
    );
    assert.deepEqual(
      [...(organization.unitIds?.keys() ?? [])],
      ["", "Workloads", "Workloads/Production"],
    );
    assert.ok(organization.accounts.every((account) => !("tags" in account)));
    assert.equal(calls("ListAccountsForParent"), 3);
    assert.equal(calls("ListOrganizationalUnitsForParent"), 3);
    assert.equal(calls("ListOrganizationTags"), 0);
  });

  it("reads the tags of active accounts with one call each", async () => {
    const { organization, calls } = await read({ tree: false, tags: true });
    assert.deepEqual(
      organization?.accounts.map(({ name, tags }) => [name, tags]),
      [
        ["management", {}],
        ["prod", { env: "prod" }],
        ["dev", {}],
        ["closed", undefined],
      ],
    );
    assert.equal(calls("ListOrganizationTags"), 3);
    assert.equal(calls("ListAccountsForParent"), 0);
  });

  it("can be done by the delegated administrator", async () => {
    const { organization, errors } = await read(nothing, {
      organization: (yaml) =>
        `callerAccount: "222222222222"\ndelegatedAdministrators: [{ account: "222222222222" }]\n${yaml}`,
    });
    assert.deepEqual(errors, []);
    assert.equal(organization?.accounts.length, 4);
  });

  it("fails when the caller may not list accounts, and says whose credentials can", async () => {
    const { errors } = await read(nothing, {
      organization: (yaml) => `callerAccount: "222222222222"\n${yaml}`,
    });
    assert.equal(errors.length, 1, errors.join("\n"));
    assert.match(
      errors[0] ?? "",
      /^the list of accounts in organization o-\w+ may not be read with these credentials; use those of the management account \(000000000001\) or of the delegated administrator of Identity Center, once the management account has registered it$/,
    );
  });

  it("fails when the account is in no organization, and says how to come to one", async () => {
    const { errors } = await read(nothing, { World: Standalone });
    assert.equal(errors.length, 1, errors.join("\n"));
    assert.match(
      errors[0] ?? "",
      /^this account belongs to no organization, .*; create an organization in AWS Organizations, then enable IAM Identity Center/,
    );
  });

  it("takes no other refusal for that", async () => {
    const { errors } = await read(nothing, { World: Mentioning });
    assert.match(errors.join("\n"), /allowed: AWSOrganizationsNotInUse, Conflict/);
    assert.doesNotMatch(errors.join("\n"), /belongs to no organization/);
  });
});
