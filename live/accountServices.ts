import type { AccessAnalyzer } from "@aws-sdk/client-accessanalyzer";
import type { Account } from "@aws-sdk/client-account";
import type { CloudTrail } from "@aws-sdk/client-cloudtrail";
import type { ConfigService } from "@aws-sdk/client-config-service";
import type { IAM } from "@aws-sdk/client-iam";
import type { STS } from "@aws-sdk/client-sts";

/** Clients of the services that tell of the caller's own account. */
export interface AccountServices {
  readonly accessAnalyzer: AccessAnalyzer;
  readonly account: Account;
  readonly cloudTrail: CloudTrail;
  readonly config: ConfigService;
  readonly iam: IAM;
  readonly sts: STS;
}

export type ServiceName = keyof AccountServices;

interface Loaded<Name extends ServiceName> {
  /** What IAM's actions begin with. */
  readonly prefix: string;
  /** The client is loaded when it is needed: most commands need none of these. */
  readonly client: () => Promise<new (settings: object) => AccountServices[Name]>;
}

export const accountServices: { readonly [Name in ServiceName]: Loaded<Name> } = {
  accessAnalyzer: {
    prefix: "access-analyzer",
    client: async () => (await import("@aws-sdk/client-accessanalyzer")).AccessAnalyzer,
  },
  account: {
    prefix: "account",
    client: async () => (await import("@aws-sdk/client-account")).Account,
  },
  cloudTrail: {
    prefix: "cloudtrail",
    client: async () => (await import("@aws-sdk/client-cloudtrail")).CloudTrail,
  },
  config: {
    prefix: "config",
    client: async () => (await import("@aws-sdk/client-config-service")).ConfigService,
  },
  iam: { prefix: "iam", client: async () => (await import("@aws-sdk/client-iam")).IAM },
  sts: { prefix: "sts", client: async () => (await import("@aws-sdk/client-sts")).STS },
};
