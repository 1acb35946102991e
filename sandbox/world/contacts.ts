import type { Contacts } from "../organizationFacts.ts";
import { theOrganization } from "./instances.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

interface OfAccount {
  AccountId?: string;
}

const kinds = { BILLING: "billing", OPERATIONS: "operations", SECURITY: "security" } as const;

export function GetAlternateContact(
  tx: Transaction,
  request: OfAccount & { AlternateContactType: keyof typeof kinds },
) {
  const { AlternateContactType: type } = request;
  const contact = contactsOf(tx, request)[kinds[type]];
  if (!contact) throw notFound(`alternate contact ${type}`);
  const { name, title, email, phone } = contact;
  return {
    AlternateContact: {
      AlternateContactType: type,
      Name: name,
      Title: title,
      EmailAddress: email,
      PhoneNumber: phone,
    },
  };
}

/** Every account has one: AWS asks for it when the account is made. */
export function GetContactInformation(tx: Transaction, request: OfAccount) {
  const { primary } = contactsOf(tx, request);
  const account = tx.get("accounts", request.AccountId ?? theOrganization(tx).callerAccount);
  const contact = primary ?? {
    name: account?.name ?? "",
    phone: "+10000000000",
    address: "1 Example Street",
    city: "Example",
    postalCode: "00000",
    country: "US",
  };
  return {
    ContactInformation: {
      FullName: contact.name,
      AddressLine1: contact.address,
      City: contact.city,
      PostalCode: contact.postalCode,
      CountryCode: contact.country,
      PhoneNumber: contact.phone,
      ...(primary?.company ? { CompanyName: primary.company } : {}),
    },
  };
}

/**
 * Of another account only the management account may ask, where account.amazonaws.com is trusted; of its own without an
 * AccountId (Account Management API Reference, GetAlternateContact).
 */
function contactsOf(tx: Transaction, { AccountId: id }: OfAccount): Contacts {
  const { callerAccount, managementAccount, trustedServices = [] } = theOrganization(tx);
  if (id === undefined) return tx.get("contacts", callerAccount) ?? {};
  const isAllowed =
    callerAccount === managementAccount &&
    id !== managementAccount &&
    trustedServices.includes("account.amazonaws.com") &&
    tx.get("accounts", id) !== undefined;
  if (isAllowed) return tx.get("contacts", id) ?? {};
  throw new ServiceError(
    "AccessDeniedException",
    `User is not authorized to perform this operation on account ${id}`,
  );
}
