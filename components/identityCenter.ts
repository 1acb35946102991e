import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import * as pulumi from "@pulumi/pulumi";
import { fail } from "./fail.ts";
import { findInstance } from "./instance.ts";
import { plainError } from "./plainError.ts";
import { portalUrls, type RegionalPortal } from "./portalUrls.ts";
import { retryTransientErrors } from "./retry.ts";
import { wording } from "./wording.ts";

/** What somebody saw in the console: AWS has no API that tells how Identity Center asks for MFA. */
export interface MfaAttestationArgs {
  /** `every-sign-in`, `context-aware`, `identity-provider` or `disabled`. */
  readonly mode: pulumi.Input<string>;
  /** Day it was looked at, `YYYY-MM-DD`. */
  readonly attestedOn: pulumi.Input<string>;
  /** Who looked. */
  readonly attestedBy: pulumi.Input<string>;
}

export interface IdentityCenterArgs {
  /** Home Region of Identity Center. */
  readonly region: string;
  /** Only needed where an account instance stands beside the organization's. */
  readonly instanceArn?: string;
  /** URL of the access portal, where it was customized. @default https://<identity store id>.awsapps.com/start */
  readonly portalUrl?: pulumi.Input<string>;
  /** Attributes for access control (ABAC): session tag to its sources, such as `${path:enterprise.department}`. @default none: not managed */
  readonly attributes?: Readonly<Record<string, pulumi.Input<string>[]>>;
  /**
   * Further Regions that Identity Center is replicated to, where people sign in when the home Region can't be reached;
   * AWS adds and removes one at a time. It wants a multi-Region key with a replica in each. @default none
   */
  readonly additionalRegions?: string[];
  /** How MFA is asked for, as looked up in the console. The policy pack judges it. */
  readonly mfa?: MfaAttestationArgs;
  /**
   * 12 digits: account of the delegated administrator, where this program runs there and keeps its administrators. The
   * policy pack looks for them in it. @default the management account
   */
  readonly administrationAccountId?: string;
  /** Who administers Identity Center when no group of this program does. The policy pack judges it. */
  readonly administratorsElsewhere?: pulumi.Input<string>;
}

/** The organization's IAM Identity Center: found, never made, since AWS enables it in the console only. */
export class IdentityCenter extends pulumi.ComponentResource {
  public readonly instanceArn: pulumi.Output<string>;
  /** Such as `d-1234567890`. */
  public readonly identityStoreId: pulumi.Output<string>;
  /** Home Region, to be pinned on every resource of Identity Center. */
  public readonly region: pulumi.Output<string>;
  /** 12 digits. */
  public readonly managementAccountId: pulumi.Output<string>;
  /** 12 digits: where the administrators of this program work. */
  public readonly administrationAccountId: pulumi.Output<string>;
  /** Where people sign in. */
  public readonly portalUrl: pulumi.Output<string>;
  /** Addresses of the access portal by Region: the home Region and the additional ones. */
  public readonly portalUrls: pulumi.Output<Record<string, RegionalPortal>>;

  /** @throws when there is no instance in the Region, or only an account instance; says what to do */
  constructor(name: string, args: IdentityCenterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("identity-center:index:IdentityCenter", name, args, opts);
    const instance = pulumi.output(
      findInstance(args.region, args.instanceArn, { parent: this }).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        const argument = { component: "IdentityCenter", name, path: [] };
        return fail(plainError(wording().told({ argument, message }), this));
      }),
    );
    this.instanceArn = instance.instanceArn;
    this.identityStoreId = instance.identityStoreId;
    this.managementAccountId = instance.managementAccountId;
    this.administrationAccountId = pulumi.output(
      args.administrationAccountId ?? instance.managementAccountId,
    );
    this.region = pulumi.output(args.region);
    this.portalUrl = pulumi.output(
      args.portalUrl ?? instance.apply((found) => defaultPortalUrl(found)),
    );
    const regions = [...(args.additionalRegions ?? [])].sort();
    if (regions.includes(args.region)) {
      const argument = { component: "IdentityCenter", name, path: ["additionalRegions"] };
      const message = `${args.region} is the home Region, where Identity Center is already; remove it`;
      throw plainError(wording().told({ argument, message }), this);
    }
    this.portalUrls = instance.apply((found) => portalUrls(found, [args.region, ...regions]));
    this.#addRegions(name, args.region, regions);

    if (args.attributes && Object.keys(args.attributes).length > 0) {
      new ssoadmin.InstanceAccessControlAttributes(
        `${name}-attributes`,
        {
          attributes: Object.entries(args.attributes).map(([key, sources]) => ({
            key,
            values: [{ sources: [...sources] }],
          })),
          instanceArn: this.instanceArn,
          region: args.region,
        },
        { parent: this, hooks: { onError: [retryTransientErrors()] } },
      );
    }
    this.registerOutputs({
      instanceArn: this.instanceArn,
      identityStoreId: this.identityStoreId,
      region: this.region,
      managementAccountId: this.managementAccountId,
      administrationAccountId: this.administrationAccountId,
      portalUrl: this.portalUrl,
      portalUrls: this.portalUrls,
    });
  }

  /** Each after all before it, so that whichever of them come or go, AWS has one to do at a time. */
  #addRegions(name: string, region: string, additional: readonly string[]): void {
    const before: pulumi.Resource[] = [];
    for (const regionName of additional) {
      const added = new ssoadmin.Region(
        `${name}/${regionName}`,
        { instanceArn: this.instanceArn, regionName, region },
        { parent: this, dependsOn: [...before], hooks: { onError: [retryTransientErrors()] } },
      );
      before.push(added);
    }
  }
}

/** No API returns the portal's address; these are the forms that AWS documents. Of other partitions none is known. */
function defaultPortalUrl(instance: { instanceArn: string; identityStoreId: string }): string {
  const partition = instance.instanceArn.split(":")[1];
  if (partition === "aws") return `https://${instance.identityStoreId}.awsapps.com/start`;
  if (partition === "aws-us-gov") {
    return `https://start.us-gov-home.awsapps.com/directory/${instance.identityStoreId}`;
  }
  return `unknown in partition ${partition}: set ${wording().setting("portalUrl")} (console: IAM Identity Center > Dashboard)`;
}
