import { contactTypes } from "../../../live/accountFacts.ts";
import type { Check } from "../check.ts";

export const alternateContacts: Check<"contacts"> = {
  id: "alternate-contacts",
  severity: "medium",
  title: "AWS knows whom to write to about the management account",
  why: "notice of a leaked key or an abused account goes to the root user's mailbox otherwise, which nobody may read",
  fix: "aws account put-alternate-contact --alternate-contact-type SECURITY --name … --title … --email-address … --phone-number …",
  url: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html",
  limits: "contacts of member accounts",
  needs: ["contacts"],
  *judge({ contacts }) {
    for (const type of contactTypes) {
      if (!contacts[type])
        yield { what: type, seen: `there is no contact for ${type.toLowerCase()}` };
    }
    return contactTypes.map((type) => type.toLowerCase()).join(", ");
  },
};
