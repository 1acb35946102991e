import * as iam from "@pulumi/aws/iam/index.js";
import * as organizations from "@pulumi/aws/organizations/index.js";
import * as pulumi from "@pulumi/pulumi";
import { configRules } from "../model/schema/detection.ts";
import { createAnalyzers } from "./detection/analyzers.ts";
import { createConfigRules } from "./detection/configRuleResources.ts";
import { managedRules, strongPasswords } from "./detection/configRules.ts";
import { createContacts } from "./detection/contacts.ts";
import type { DetectionPlace } from "./detection/place.ts";
import { createRecorder } from "./detection/recorder.ts";
import type { DetectionArgs, PasswordPolicyArgs } from "./detectionArgs.ts";
import { inManagementAccount } from "./managementAccount.ts";
import { plainError } from "./plainError.ts";
import { retryTransientErrors } from "./retry.ts";
import { wording } from "./wording.ts";

/**
 * What AWS itself looks for in an organization: external and unused access (IAM Access Analyzer), root users and users
 * of IAM without MFA or with old keys (AWS Config), weak passwords (the account's password policy), and whom AWS writes
 * to when it finds something (alternate contacts).
 */
export class Detection extends pulumi.ComponentResource {
  constructor(name: string, args: DetectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("identity-center:index:Detection", name, { region: args.region }, opts);
    const unknown = args.config?.without?.find((one) => !configRules.some((rule) => rule === one));
    if (unknown !== undefined) {
      const message = `there is no rule "${unknown}"; write ${configRules.join(", ")}`;
      throw this.#failure(name, message, ["config", "without"]);
    }
    const place = {
      parent: this,
      name,
      region: args.region,
      owner: this.#owner(name, args),
      tags: args.tags,
    };
    const { accessAnalyzer = {}, config, passwordPolicy, contacts } = args;
    const { trustedAccess = true, trustedElsewhere = [], trustedServices = [] } = args;
    const trusted = (service: string) => {
      const principal = `${service}.amazonaws.com`;
      const isMade = trustedAccess
        ? !trustedElsewhere.includes(principal)
        : trustedServices.includes(principal);
      return isMade ? [trust(place, service, trustedAccess)] : [];
    };
    if (accessAnalyzer.external !== false || accessAnalyzer.unusedDays !== undefined) {
      createAnalyzers(place, accessAnalyzer, trusted("access-analyzer"));
    }
    if (config !== undefined) {
      const recorded = config.createRecorder === true ? [createRecorder(place)] : [];
      const access = config.organization === true ? trusted("config-multiaccountsetup") : [];
      const rules = managedRules(config, passwordPolicy);
      createConfigRules(place, config, rules, [...recorded, ...access]);
    }
    if (passwordPolicy !== undefined) createPasswordPolicy(place, passwordPolicy);
    if (contacts !== undefined) {
      const { memberAccounts = [] } = contacts;
      createContacts(place, contacts, memberAccounts.length > 0 ? trusted("account") : []);
    }
    this.registerOutputs({});
  }

  #owner(name: string, args: DetectionArgs): pulumi.Output<string> {
    return inManagementAccount(args.managementAccountId, this, (owner, account) => {
      const message = `analyzers, rules and contacts of the organization belong to the management account (${owner}), and these credentials are of account ${account}; deploy them with those of the management account, or ${wording().noDetection}`;
      return this.#failure(name, message);
    });
  }

  #failure(name: string, message: string, path: string[] = []): pulumi.ResourceError {
    const argument = { component: "Detection", name, path };
    return plainError(wording().told({ argument, message }), this);
  }
}

function trust(
  { parent, name, owner }: DetectionPlace,
  service: string,
  endsHere: boolean,
): organizations.AwsServiceAccess {
  return new organizations.AwsServiceAccess(
    `${name}/${service}`,
    { servicePrincipal: owner.apply(() => `${service}.amazonaws.com`) },
    { parent, retainOnDelete: !endsHere, hooks: { onError: [retryTransientErrors()] } },
  );
}

/** An account has one; what is left out of it gets AWS's default, so everything is given. */
function createPasswordPolicy(
  { parent, name, owner }: DetectionPlace,
  given: PasswordPolicyArgs,
): void {
  const wanted = { ...strongPasswords, ...given };
  const { maximumAge } = wanted;
  new iam.AccountPasswordPolicy(
    name,
    {
      allowUsersToChangePassword: true,
      hardExpiry: false,
      minimumPasswordLength: owner.apply(() => wanted.minimumLength),
      passwordReusePrevention: wanted.reusePrevention,
      requireSymbols: wanted.symbols,
      requireNumbers: wanted.numbers,
      requireUppercaseCharacters: wanted.upperCase,
      requireLowercaseCharacters: wanted.lowerCase,
      ...(maximumAge === undefined ? {} : { maxPasswordAge: maximumAge }),
    },
    { parent, hooks: { onError: [retryTransientErrors()] } },
  );
}
