import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ImportFiles,
  type ImportResult,
  type ImportWanted,
} from "../../../commands/import/import.ts";
import { readForImport } from "../../../commands/import/read.ts";
import { accessKeyOf } from "../../../sandbox/endpoint/credentials.ts";
import { parseSnapshot } from "../../../sandbox/snapshot.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import type { OperationName, Request, Response } from "../../../sandbox/world/operations.ts";
import { LiveFixture } from "../../live/liveFixture.ts";
import { region } from "../../sandbox/fixture.ts";

const organizationYaml = `
managementAccount: "000000000001"
accounts:
  - { id: "000000000001", name: acme }
  - { id: "111111111111", name: prod, organizationalUnit: Workloads, tags: { env: prod } }
  - { id: "222222222222", name: dev, organizationalUnit: Workloads }
  - { id: "333333333333", name: old, organizationalUnit: Workloads, state: SUSPENDED }
identityCenter: { region: ${region} }
existing:
  people: [{ userName: zoe@example.com, externalIds: [{ issuer: idp, id: zoe }] }]
  groups: [{ name: idp team, members: [zoe@example.com], externalIds: [{ issuer: idp, id: g }] }]
  permissionSets: [AWSReadOnlyAccess]
applications: [{ name: wiki, provider: custom }]
`;

/** A small organization that somebody made by hand, and what an import of it writes. */
export class MadeByHand {
  readonly folder = mkdtempSync(join(tmpdir(), "identity-center-import-"));
  readonly fixture: LiveFixture;
  readonly store: { readonly IdentityStoreId: string };
  readonly instance: { readonly InstanceArn: string };

  private constructor(fixture: LiveFixture) {
    this.fixture = fixture;
    const [found] = fixture.world.call("ListInstances", {}, region).Instances;
    this.store = { IdentityStoreId: found?.IdentityStoreId ?? "" };
    this.instance = { InstanceArn: found?.InstanceArn ?? "" };
  }

  /**
   * With ada in group Admins, who administers, unless told otherwise.
   *
   * @param key ARN of a multi-Region key that encrypts Identity Center, with replicas in two Regions
   */
  static async started({
    faults = [],
    administered = true,
    key,
  }: {
    faults?: FaultSwitch[];
    administered?: boolean;
    key?: string;
  } = {}): Promise<MadeByHand> {
    const encrypted = `region: ${region}, keyArn: "${key}" }\nkeys: [{ arn: "${key}", replicas: [ap-south-1, us-east-1] }]\n`;
    const yaml = organizationYaml.replace(`region: ${region} }`, (own) => (key ? encrypted : own));
    const snapshot = parseSnapshot(yaml, "aws.yaml");
    const made = new MadeByHand(await LiveFixture.started({ snapshot, faults }));
    if (!administered) return made;
    const set = made.set("Administrator", "AWSSSOMasterAccountAdministrator");
    made.assign("GROUP", made.group("Admins", made.user("ada")), set, "000000000001");
    return made;
  }

  call<O extends OperationName>(operation: O, request: Request<O>): Response<O> {
    return this.fixture.world.call(operation, request, region);
  }

  user(UserName: string, attributes: Readonly<Record<string, unknown>> = {}): string {
    const Name = { GivenName: "Ada", FamilyName: "Lovelace" };
    const usual = { DisplayName: "Ada Lovelace", Name };
    return this.call("CreateUser", { ...this.store, UserName, ...usual, ...attributes }).UserId;
  }

  group(DisplayName: string, ...members: readonly string[]): string {
    const { GroupId } = this.call("CreateGroup", { ...this.store, DisplayName });
    for (const UserId of members) {
      this.call("CreateGroupMembership", { ...this.store, GroupId, MemberId: { UserId } });
    }
    return GroupId;
  }

  set(Name: string, ...policies: readonly string[]): string {
    const { PermissionSet } = this.call("CreatePermissionSet", { ...this.instance, Name });
    const { PermissionSetArn } = PermissionSet;
    for (const policy of policies) {
      const ManagedPolicyArn = `arn:aws:iam::aws:policy/${policy}`;
      const request = { ...this.instance, PermissionSetArn, ManagedPolicyArn };
      this.call("AttachManagedPolicyToPermissionSet", request);
    }
    return PermissionSetArn;
  }

  assign(
    PrincipalType: "GROUP" | "USER",
    PrincipalId: string,
    PermissionSetArn: string,
    TargetId: string,
  ): void {
    const what = { ...this.instance, PermissionSetArn, TargetId, TargetType: "AWS_ACCOUNT" };
    this.call("CreateAccountAssignment", { ...what, PrincipalType, PrincipalId });
  }

  /** Replicates Identity Center, and waits until AWS is done. */
  addRegion(RegionName: string): void {
    this.call("AddRegion", { ...this.instance, RegionName });
    this.call("DescribeRegion", { ...this.instance, RegionName });
  }

  /** @param account whose credentials they are. Default: the management account's */
  async imports(changes: Partial<ImportWanted> = {}, account?: string): Promise<ImportResult> {
    return await this.written(this.files(changes), account);
  }

  /** As they are before AWS is read. */
  files(changes: Partial<ImportWanted> = {}): ImportFiles {
    const usual = { fold: false, force: false, resume: false, leave: [] };
    return new ImportFiles({ stack: "acme", region, output: this.folder, ...usual, ...changes });
  }

  async written(files: ImportFiles, account?: string): Promise<ImportResult> {
    const session = this.fixture.session(account ? { accessKeyId: accessKeyOf(account) } : {});
    return files.write(await readForImport(session));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  async remove(): Promise<void> {
    await this.fixture.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
