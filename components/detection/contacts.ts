import * as account from "@pulumi/aws/account/index.js";
import * as pulumi from "@pulumi/pulumi";
import { contactKinds } from "../../model/schema/detection.ts";
import type { ContactsArgs } from "../detectionArgs.ts";
import { retryTransientErrors } from "../retry.ts";
import type { DetectionPlace } from "./place.ts";

/**
 * Alternate contacts of accounts. Of itself the management account is asked without an id (Account Management API
 * Reference, PutAlternateContact).
 */
export function createContacts(
  { parent, name, owner }: DetectionPlace,
  { memberAccounts = [], managementAccount = true, ...contacts }: ContactsArgs,
  dependsOn: pulumi.Resource[],
): void {
  const hooks = { onError: [retryTransientErrors()] };
  for (const kind of contactKinds) {
    const contact = contacts[kind];
    if (contact === undefined) continue;
    const given = {
      alternateContactType: kind.toUpperCase(),
      name: contact.name,
      title: contact.title,
      emailAddress: contact.email,
      phoneNumber: pulumi.all([contact.phone, owner]).apply(([phone]) => phone),
    };
    if (managementAccount) {
      new account.AlternativeContact(`${name}/management/${kind}`, given, { parent, hooks });
    }
    for (const accountId of memberAccounts) {
      new account.AlternativeContact(
        `${name}/${accountId}/${kind}`,
        { ...given, accountId },
        { parent, dependsOn, hooks },
      );
    }
  }
}
