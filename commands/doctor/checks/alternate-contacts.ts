import { contactTypes } from "../../../live/accountFacts.ts";
import type { ContactKind } from "../../../model/schema/detection.ts";
import type { Check } from "../check.ts";
import { though, wantedDetection } from "../detectionWanted.ts";

export const alternateContacts: Check<"contacts"> = {
  id: "alternate-contacts",
  severity: "medium",
  title: "AWS knows whom to write to about the management account",
  why: "notice of a leaked key or an abused account goes to the root user's mailbox otherwise, which nobody may read",
  fix: "access:detection: { enabled: true, contacts: { security: … } } for all accounts, or for this one: aws account put-alternate-contact --alternate-contact-type SECURITY --name … --title … --email-address … --phone-number …",
  url: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html",
  limits: "contacts of member accounts",
  needs: ["contacts"],
  *judge({ contacts }, context) {
    const wanted = wantedDetection(context)?.contacts;
    for (const type of contactTypes) {
      if (contacts[type]) continue;
      const kind = type.toLowerCase() as ContactKind;
      // Which accounts selectors mean isn't known here.
      const isWanted = wanted?.[kind] !== undefined && wanted.accounts.length === 0;
      const seen = `there is no contact for ${kind}${though(isWanted, `contacts.${kind}`)}`;
      yield { what: type, seen };
    }
    return contactTypes.map((type) => type.toLowerCase()).join(", ");
  },
};
