import type { ErrorHookArgs } from "@pulumi/pulumi";
import { type Argument, argumentPath } from "./argument.ts";
import type { TakenName } from "./errorForm.ts";
import { perEngine } from "./perEngine.ts";

/** What is wrong with an argument, or with a resource that was made from it. */
export interface Failure {
  readonly argument: Argument;
  /** Name of the resource that failed, where one did. */
  readonly resource?: string;
  /** What was seen, what is allowed and what to do next, in one lower-case sentence without a final period. */
  readonly message: string;
}

/** Arguments of IdentityCenter that messages advise to set. */
export type Setting = "region" | "instanceArn" | "portalUrl" | "administratorsElsewhere";

/** A resource, as far as it says which provider makes it. */
export type ProvidedResource = Pick<ErrorHookArgs, "type" | "name">;

/** A provider by its name, and by its types in the URN. */
export interface ProviderName {
  readonly name: string;
  readonly types: string;
}

/**
 * How components word what they have to say. A program that makes their arguments from something else, such as
 * a configuration, says it in the words of that; what it leaves out is said in those of the arguments.
 */
export interface Wording {
  /** The whole message of a failure. */
  readonly told: (failure: Failure) => string;
  /** What people call a setting. */
  readonly setting: (name: Setting) => string;
  /** How to do without alarms. */
  readonly noAlarms: string;
  /** How to do without an audit trail. */
  readonly noAuditTrail: string;
  /** How to do without guardrails for root users. */
  readonly noRootGuardrails: string;
  /** How to do without what AWS looks for. */
  readonly noDetection: string;
  /** How to use what Identity Center has already. */
  readonly useExisting: string;
  /** How to give up a permission set that stays in Identity Center. */
  readonly letGo: string;
  /** How to find out what is assigned past this program; undefined where only AWS's own commands tell. */
  readonly drift: string | undefined;
  /** How to have AWS bring a permission set to its accounts once more. */
  readonly provisionAgain: string;
  /** How to find out whether a trail records, and start it. */
  readonly startTrail: string;
  /** ARN of the credentials that AWS is called with; undefined where AWS doesn't tell. */
  readonly caller: () => Promise<string | undefined>;
  /** Name of an account by its id. */
  readonly accountName: (id: string) => string | undefined;
  /** What has the name of a resource that couldn't be made. */
  readonly taken: (failed: ErrorHookArgs) => Promise<TakenName | undefined>;
  /** Whether the permission set with this ARN was there before this update: accounts may have it. */
  readonly isDeployed: (permissionSetArn: string) => boolean;
  /** Whether a permission set is this stack's own, or was until another one came in its place. */
  readonly isOwnSet: (permissionSetArn: string) => boolean;
  /** How to make updates that go on from whatever an earlier one left; undefined where only the engine does. */
  readonly goOn: string | undefined;
  /** What the state had of the resource with this URN before this update, which makes it anew then: its outputs. */
  readonly former: (urn: string) => Readonly<Record<string, unknown>> | undefined;
  /** The provider that a resource is made with, by its name and types in the URN; undefined for AWS's default provider. */
  readonly provider: (resource: ProvidedResource) => ProviderName | undefined;
}

const ofArguments: Wording = {
  told: ({ argument, message }) => {
    const path = argumentPath(argument);
    return `${argument.component} "${argument.name}": ${path === "" ? "" : `${path}: `}${message}`;
  },
  setting: (name) => name,
  noAlarms: "leave the Alarms out here",
  noAuditTrail: "leave the AuditTrail out here",
  noRootGuardrails: "leave the RootGuardrails out here",
  noDetection: "leave the Detection out here",
  useExisting: "use the one that is there, by its id (userId, groupId, permissionSetArn)",
  letGo: "keep it in Identity Center when this program lets go of it (retainOnDelete)",
  drift: undefined,
  provisionAgain:
    "change the set's description to have it provisioned: another update alone finds nothing to do",
  startTrail: "run pulumi up --refresh",
  caller: async () => undefined,
  accountName: () => undefined,
  taken: async () => undefined,
  isDeployed: () => false,
  isOwnSet: () => false,
  goOn: undefined,
  former: () => undefined,
  provider: () => undefined,
};

const current = perEngine(() => ({ wording: ofArguments }));

/** The words of the program that runs. */
export function wording(): Wording {
  return current().wording;
}

/** Says the rest in the words of this program. */
export function wordAs(words: Partial<Wording>): void {
  current().wording = { ...current().wording, ...words };
}
