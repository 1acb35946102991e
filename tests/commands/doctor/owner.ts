import { AccessAnalyzer } from "@aws-sdk/client-accessanalyzer";
import { Account } from "@aws-sdk/client-account";
import { CloudTrail } from "@aws-sdk/client-cloudtrail";
import { ConfigService } from "@aws-sdk/client-config-service";
import { IAM } from "@aws-sdk/client-iam";
import { Identitystore } from "@aws-sdk/client-identitystore";
import { Organizations } from "@aws-sdk/client-organizations";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import type { DoctorFixture } from "./fixture.ts";

export const management = "000000000001";

/** Whoever changes the organization by hand: AWS's own SDK, and the ids that are needed all the time. */
export class Owner {
  readonly iam: IAM;
  /** IAM as the root user of the management account. */
  readonly root: IAM;
  readonly organizations: Organizations;
  readonly center: SSOAdmin;
  readonly store: Identitystore;
  readonly trails: CloudTrail;
  readonly analyzers: AccessAnalyzer;
  readonly account: Account;
  readonly config: ConfigService;

  constructor(fixture: DoctorFixture) {
    const settings = fixture.settings();
    this.iam = new IAM(settings);
    this.root = new IAM(fixture.settings(`ASIA${management}ROOT`));
    this.organizations = new Organizations(settings);
    this.center = new SSOAdmin(settings);
    this.store = new Identitystore(settings);
    this.trails = new CloudTrail(settings);
    this.analyzers = new AccessAnalyzer(settings);
    this.account = new Account(settings);
    this.config = new ConfigService(settings);
  }

  async instance(): Promise<{ readonly InstanceArn: string; readonly IdentityStoreId: string }> {
    const [instance] = (await this.center.listInstances({})).Instances ?? [];
    const { InstanceArn = "", IdentityStoreId = "" } = instance ?? {};
    return { InstanceArn, IdentityStoreId };
  }

  /** A permission set, by name. */
  async set(
    name: string,
  ): Promise<{ readonly InstanceArn: string; readonly PermissionSetArn: string }> {
    const { InstanceArn } = await this.instance();
    const { PermissionSets = [] } = await this.center.listPermissionSets({ InstanceArn });
    for (const PermissionSetArn of PermissionSets) {
      const { PermissionSet } = await this.center.describePermissionSet({
        InstanceArn,
        PermissionSetArn,
      });
      if (PermissionSet?.Name === name) return { InstanceArn, PermissionSetArn };
    }
    throw new Error(`no permission set ${name}`);
  }

  async group(DisplayName: string): Promise<string> {
    const { IdentityStoreId } = await this.instance();
    const { Groups = [] } = await this.store.listGroups({ IdentityStoreId });
    return Groups.find((one) => one.DisplayName === DisplayName)?.GroupId ?? "";
  }

  async person(UserName: string): Promise<string> {
    const { IdentityStoreId } = await this.instance();
    const { Users = [] } = await this.store.listUsers({ IdentityStoreId });
    return Users.find((one) => one.UserName === UserName)?.UserId ?? "";
  }

  /** Somebody new, in no group. */
  async newPerson(UserName: string): Promise<string> {
    const { IdentityStoreId } = await this.instance();
    const Name = { GivenName: UserName, FamilyName: "New" };
    const person = { IdentityStoreId, UserName, DisplayName: UserName, Name };
    return (await this.store.createUser(person)).UserId ?? "";
  }

  async leave(person: string, group: string): Promise<void> {
    const { IdentityStoreId } = await this.instance();
    const { MembershipId } = await this.store.getGroupMembershipId({
      IdentityStoreId,
      GroupId: await this.group(group),
      MemberId: { UserId: await this.person(person) },
    });
    await this.store.deleteGroupMembership({ IdentityStoreId, MembershipId });
  }

  /** A service control policy, by what its name begins with. */
  async policyId(name: string): Promise<string> {
    const { Policies = [] } = await this.organizations.listPolicies({
      Filter: "SERVICE_CONTROL_POLICY",
    });
    return Policies.find(({ Name }) => Name?.startsWith(name))?.Id ?? "";
  }
}
