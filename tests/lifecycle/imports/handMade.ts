import { Identitystore } from "@aws-sdk/client-identitystore";
import { Organizations } from "@aws-sdk/client-organizations";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { region } from "../../sandbox/fixture.ts";
import type { Random } from "../fuzz/random.ts";
import { inline, type Made } from "./variants.ts";

/** AWS's own SDK, as somebody used it who made an organization by hand. */
export class Hands {
  readonly #sso: SSOAdmin;
  readonly #store: Identitystore;
  readonly #organizations: Organizations;
  readonly #random: Random;
  readonly groups: { id: string; name: string; hasMembers: boolean }[] = [];
  readonly users: { id: string; isExternal: boolean }[] = [];
  readonly sets: string[] = [];
  #instance = { InstanceArn: "", IdentityStoreId: "" };

  constructor(endpoint: string, random: Random) {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" };
    const settings = { endpoint, region, credentials };
    this.#sso = new SSOAdmin(settings);
    this.#store = new Identitystore(settings);
    this.#organizations = new Organizations(settings);
    this.#random = random;
  }

  /** Makes everything, one thing of each kind at least once in a few seeds. */
  async make(made: Made): Promise<void> {
    const { Instances = [] } = await this.#sso.listInstances({});
    const { InstanceArn = "", IdentityStoreId = "" } = Instances[0] ?? {};
    this.#instance = { InstanceArn, IdentityStoreId };
    await this.#units();
    await this.#find();
    for (const group of made.groups) await this.#group(group);
    for (const user of made.users) await this.#user(user);
    await this.#memberships();
    for (const set of made.sets) await this.#set(set);
    await this.#administrators();
    await this.#assignments(made.accounts);
    await this.#attributes();
    await this.#regions(made.regions);
  }

  close(): void {
    for (const client of [this.#sso, this.#store, this.#organizations]) client.destroy();
  }

  async #units(): Promise<void> {
    const { Roots = [] } = await this.#organizations.listRoots({});
    const ParentId = Roots[0]?.Id ?? "";
    const names = ["Made by hand", "Lab/Test"];
    for (const Name of this.#random.some(names, 0, 2)) {
      const { OrganizationalUnit } = await this.#organizations.createOrganizationalUnit({
        ParentId,
        Name,
      });
      const { Accounts = [] } = await this.#organizations.listAccountsForParent({ ParentId });
      const moved = Accounts.find(({ Id }) => Id !== "000000000001");
      if (moved?.Id) {
        await this.#organizations.moveAccount({
          AccountId: moved.Id,
          SourceParentId: ParentId,
          DestinationParentId: OrganizationalUnit?.Id,
        });
        const Tags = [{ Key: "stage", Value: "lab" }];
        await this.#organizations.tagResource({ ResourceId: moved.Id, Tags });
      }
    }
  }

  /** What an identity provider or Control Tower made. */
  async #find(): Promise<void> {
    const { IdentityStoreId, InstanceArn } = this.#instance;
    const { Groups = [] } = await this.#store.listGroups({ IdentityStoreId });
    for (const { GroupId: id = "", DisplayName: name = "" } of Groups) {
      this.groups.push({ id, name, hasMembers: false });
    }
    const { Users = [] } = await this.#store.listUsers({ IdentityStoreId });
    for (const { UserId: id = "", ExternalIds = [] } of Users) {
      this.users.push({ id, isExternal: ExternalIds.length > 0 });
    }
    const { PermissionSets = [] } = await this.#sso.listPermissionSets({ InstanceArn });
    this.sets.push(...PermissionSets);
  }

  async #group(group: Made["groups"][number]): Promise<void> {
    const { IdentityStoreId } = this.#instance;
    const { GroupId: id = "" } = await this.#store.createGroup({ IdentityStoreId, ...group });
    this.groups.push({ id, name: group.DisplayName, hasMembers: true });
  }

  async #user(user: Made["users"][number]): Promise<void> {
    const { IdentityStoreId } = this.#instance;
    const { UserId: id = "" } = await this.#store.createUser({ IdentityStoreId, ...user });
    this.users.push({ id, isExternal: false });
  }

  async #memberships(): Promise<void> {
    const { IdentityStoreId } = this.#instance;
    for (const { id: GroupId, hasMembers } of this.groups) {
      if (!hasMembers) continue;
      for (const { id: UserId } of this.#random.some(this.users, 0, 4)) {
        const MemberId = { UserId };
        await this.#store.createGroupMembership({ IdentityStoreId, GroupId, MemberId });
      }
    }
  }

  async #set({ policies, own, isInline, boundary, ...settings }: Made["sets"][number]) {
    const { InstanceArn } = this.#instance;
    const created = await this.#sso.createPermissionSet({ InstanceArn, ...settings });
    const PermissionSetArn = created.PermissionSet?.PermissionSetArn ?? "";
    const set = { InstanceArn, PermissionSetArn };
    for (const policy of policies) {
      const ManagedPolicyArn = `arn:aws:iam::aws:policy/${policy}`;
      await this.#sso.attachManagedPolicyToPermissionSet({ ...set, ManagedPolicyArn });
    }
    for (const CustomerManagedPolicyReference of own) {
      await this.#sso.attachCustomerManagedPolicyReferenceToPermissionSet({
        ...set,
        CustomerManagedPolicyReference,
      });
    }
    const InlinePolicy = inline(isInline);
    if (InlinePolicy) await this.#sso.putInlinePolicyToPermissionSet({ ...set, InlinePolicy });
    if (boundary) {
      await this.#sso.putPermissionsBoundaryToPermissionSet({
        ...set,
        PermissionsBoundary: boundary,
      });
    }
    this.sets.push(PermissionSetArn);
  }

  /** One group whose people can surely repair access, with somebody in it. */
  async #administrators(): Promise<void> {
    const { IdentityStoreId } = this.#instance;
    await this.#set({
      Name: "IdentityAdmin",
      policies: ["AWSSSOMasterAccountAdministrator", "IAMFullAccess"],
      own: [],
      isInline: "none",
      boundary: undefined,
    });
    await this.#group({ DisplayName: "Identity Admins" });
    const { id: GroupId } = this.groups.at(-1) ?? { id: "" };
    const [user] = this.users.filter(({ isExternal }) => !isExternal);
    const MemberId = { UserId: user?.id ?? "" };
    await this.#store.createGroupMembership({ IdentityStoreId, GroupId, MemberId });
    await this.#assign("GROUP", GroupId, this.sets.at(-1) ?? "", "000000000001");
  }

  async #assignments(accounts: readonly string[]): Promise<void> {
    const random = this.#random;
    // The last set is the administrators'.
    for (const arn of this.sets.slice(0, -1)) {
      for (const { id } of random.some(this.groups, 0, 3)) {
        const some = random.chance(0.4) ? accounts.slice(1) : random.some(accounts, 1, 4);
        for (const account of some) await this.#assign("GROUP", id, arn, account);
      }
      for (const { id } of random.chance(0.3) ? random.some(this.users, 1, 1) : []) {
        await this.#assign("USER", id, arn, random.pick(accounts) ?? "");
      }
    }
  }

  async #assign(
    PrincipalType: "GROUP" | "USER",
    PrincipalId: string,
    PermissionSetArn: string,
    TargetId: string,
  ): Promise<void> {
    const { InstanceArn } = this.#instance;
    const what = { InstanceArn, PermissionSetArn, TargetId, TargetType: "AWS_ACCOUNT" } as const;
    await this.#sso.createAccountAssignment({ ...what, PrincipalType, PrincipalId });
  }

  /** One at a time, each until AWS is done. */
  async #regions(regions: readonly string[]): Promise<void> {
    const { InstanceArn } = this.#instance;
    for (const RegionName of regions) {
      await this.#sso.addRegion({ InstanceArn, RegionName });
      await this.#sso.describeRegion({ InstanceArn, RegionName });
    }
  }

  async #attributes(): Promise<void> {
    if (this.#random.chance(0.5)) return;
    await this.#sso.createInstanceAccessControlAttributeConfiguration({
      InstanceArn: this.#instance.InstanceArn,
      InstanceAccessControlAttributeConfiguration: {
        AccessControlAttributes: [
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
          { Key: "title", Value: { Source: ["${path:title}"] } },
        ],
      },
    });
  }
}
