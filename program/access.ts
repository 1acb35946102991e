import * as pulumi from "@pulumi/pulumi";
import { fail } from "../components/fail.ts";
import { perEngine } from "../components/perEngine.ts";
import { plainError } from "../components/plainError.ts";
import { inputSource } from "./accessInput.ts";
import { ACCESS } from "./lossGuard.ts";
import { type MadeAccess, makeAccess } from "./makeAccess.ts";
import { noteUpdate } from "./noteUpdate.ts";
import { wantedAccess } from "./wantedAccess.ts";

export interface AccessArgs {
  /**
   * The whole configuration: what stands after `access:` in a stack file (docs/configuration.md), by section:
   * identityCenter, accounts, people, permissionSets, groups, auditTrail, delegatedAdministration, rootGuardrails,
   * alarms, detection, limits. Keys and accounts decide which resources exist, so everything in it must be known in
   * preview.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the only type without a shape that a package's schema has
  readonly configuration: any;
}

/** Name of the program's Access, once there is one. */
const only = perEngine(() => ({ name: undefined as string | undefined }));

/**
 * Everything that a configuration wants, in one component: people, groups, permission sets and assignments, checked
 * as a whole before anything is made. One for a stack, since an organization has one Identity Center.
 */
export class Access extends pulumi.ComponentResource {
  /** Where people sign in. */
  public readonly portalUrl: pulumi.Output<string>;
  /** ARN of the organization's Identity Center instance. */
  public readonly instanceArn: pulumi.Output<string>;
  /** Id of the directory that people and groups are in. */
  public readonly identityStoreId: pulumi.Output<string>;
  /** Ids of the groups, by their key. */
  public readonly groupIds: pulumi.Output<Record<string, string>>;
  /** ARNs of the permission sets, by their key. */
  public readonly permissionSetArns: pulumi.Output<Record<string, string>>;
  /** By group, permission set and account: the lines of the configuration that gave it. */
  // biome-ignore lint/suspicious/noExplicitAny: as for the configuration
  public readonly access: pulumi.Output<any>;
  /** The same for people to read, as a Markdown table. */
  public readonly accessSummary: pulumi.Output<string>;

  /** @throws when anything is wrong with the configuration: all of it in one message, before anything is made */
  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    const first = only();
    if (first.name !== undefined) {
      throw plainError(
        `Access "${name}": this program has an Access already, "${first.name}", and an organization has one Identity Center; put both configurations into one Access`,
      );
    }
    first.name = name;
    // The configuration isn't among the component's inputs: all of it would be shown in each difference.
    super(ACCESS, name, {}, opts);
    const made = pulumi.output(
      this.#make(args).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        return fail(plainError(`Access "${name}":\n${message}`, this));
      }),
    );
    this.portalUrl = made.portalUrl;
    this.instanceArn = made.instanceArn;
    this.identityStoreId = made.identityStoreId;
    this.groupIds = made.groupIds;
    this.permissionSetArns = made.permissionSetArns;
    this.access = made.apply((outputs) => outputs.access);
    this.accessSummary = made.accessSummary;
    const { portalUrl, instanceArn, identityStoreId, groupIds, permissionSetArns } = this;
    this.registerOutputs({
      ...{ portalUrl, instanceArn, identityStoreId, groupIds, permissionSetArns },
      ...{ access: this.access, accessSummary: this.accessSummary },
    });
  }

  async #make({ configuration }: AccessArgs): Promise<Outputs> {
    const wanted = await wantedAccess(await inputSource(configuration, this));
    const { center, keyPolicies: _, ...made } = makeAccess(wanted, await noteUpdate(wanted));
    const { portalUrl, instanceArn, identityStoreId } = center;
    return { portalUrl, instanceArn, identityStoreId, ...made };
  }
}

/** What an {@link Access} tells once everything is made. */
type Outputs = Omit<MadeAccess, "center" | "keyPolicies"> &
  Pick<MadeAccess["center"], "portalUrl" | "instanceArn" | "identityStoreId">;
