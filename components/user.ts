import type * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as pulumi from "@pulumi/pulumi";
import { renamed } from "../model/transition/signIns.ts";
import type { Argument } from "./argument.ts";
import { DirectoryUser } from "./directoryUser.ts";
import { fail } from "./fail.ts";
import { plainError } from "./plainError.ts";
import { retryTransientErrors } from "./retry.ts";
import { wording } from "./wording.ts";

/** One person in the Identity Center directory, with every attribute that the provider has. */
export interface UserArgs {
  /** Sign-in name, 1 to 128 characters. It can't be changed later: AWS would make a new person. */
  readonly userName: pulumi.Input<string>;
  readonly givenName: pulumi.Input<string>;
  readonly familyName: pulumi.Input<string>;
  /** @default "givenName familyName" */
  readonly displayName?: pulumi.Input<string>;
  readonly middleName?: pulumi.Input<string>;
  readonly formattedName?: pulumi.Input<string>;
  readonly honorificPrefix?: pulumi.Input<string>;
  readonly honorificSuffix?: pulumi.Input<string>;
  readonly nickname?: pulumi.Input<string>;
  readonly title?: pulumi.Input<string>;
  readonly userType?: pulumi.Input<string>;
  /** Primary e-mail address; invitations and one-time passwords go there. */
  readonly email?: pulumi.Input<string>;
  /** @default "work" */
  readonly emailType?: pulumi.Input<string>;
  readonly phone?: UserPhoneArgs;
  readonly address?: UserAddressArgs;
  /** Such as `en-GB`. */
  readonly locale?: pulumi.Input<string>;
  /** Such as `en-GB`. */
  readonly preferredLanguage?: pulumi.Input<string>;
  /** Such as `Europe/London`. */
  readonly timezone?: pulumi.Input<string>;
  readonly profileUrl?: pulumi.Input<string>;
}

export interface UserPhoneArgs {
  readonly value: pulumi.Input<string>;
  readonly type?: pulumi.Input<string>;
}

export interface UserAddressArgs {
  readonly streetAddress?: pulumi.Input<string>;
  readonly locality?: pulumi.Input<string>;
  readonly region?: pulumi.Input<string>;
  readonly postalCode?: pulumi.Input<string>;
  readonly country?: pulumi.Input<string>;
  readonly formatted?: pulumi.Input<string>;
  readonly type?: pulumi.Input<string>;
}

/** The directory that a person is made in. */
export interface DirectoryArgs {
  /** Such as `d-1234567890`. */
  readonly identityStoreId: pulumi.Input<string>;
  /** Home Region of Identity Center, pinned so that another provider Region doesn't replace people. */
  readonly region: pulumi.Input<string>;
}

/**
 * Registers a person. The sign-in name of an existing one is never changed, and asking for it is an
 * error: the provider would delete the person and make another, without password, MFA and memberships.
 *
 * @param argument what the person is made from
 */
export function createUser(
  name: string,
  args: UserArgs & DirectoryArgs,
  opts: pulumi.CustomResourceOptions,
  argument: Argument,
): DirectoryUser {
  const user = new DirectoryUser(name, userInputs(args), {
    ...opts,
    ignoreChanges: ["userName"],
    hooks: { ...opts.hooks, onError: [retryTransientErrors()] },
  });
  const { userName: wanted } = args;
  const refuseRename = (actual: string, wanted: string) => {
    if (actual === wanted) return undefined;
    return fail(plainError(wording().told({ argument, message: renamed(actual, wanted) }), user));
  };
  // Outputs cost memory, and there may be thousands of people: plain values need none.
  if (typeof wanted === "string") user.userName.apply((actual) => refuseRename(actual, wanted));
  else
    pulumi.all([user.userName, wanted]).apply(async ([actual, name]) => {
      // A sign-in name that is a secret stays one in messages.
      if (actual === name) return;
      if (await pulumi.isSecret(pulumi.output(wanted)))
        await refuseRename("[secret]", "another [secret]");
      else await refuseRename(actual, name);
    });
  return user;
}

/** What the provider is told of a person. */
export function userInputs(args: UserArgs & DirectoryArgs): identitystore.UserArgs {
  return {
    identityStoreId: args.identityStoreId,
    region: args.region,
    userName: args.userName,
    displayName: args.displayName ?? fullName(args),
    name: {
      givenName: args.givenName,
      familyName: args.familyName,
      middleName: args.middleName,
      formatted: args.formattedName,
      honorificPrefix: args.honorificPrefix,
      honorificSuffix: args.honorificSuffix,
    },
    emails:
      args.email === undefined
        ? undefined
        : { value: args.email, type: args.emailType ?? "work", primary: true },
    phoneNumbers: args.phone && { ...args.phone, primary: true },
    addresses: args.address && { ...args.address, primary: true },
    nickname: args.nickname,
    title: args.title,
    userType: args.userType,
    locale: args.locale,
    preferredLanguage: args.preferredLanguage,
    timezone: args.timezone,
    profileUrl: args.profileUrl,
  };
}

function fullName({ givenName, familyName }: UserArgs): pulumi.Input<string> {
  return typeof givenName === "string" && typeof familyName === "string"
    ? `${givenName} ${familyName}`
    : pulumi.interpolate`${givenName} ${familyName}`;
}
