import type { Contacts } from "../organizationFacts.ts";
import { GetCallerIdentity } from "./callers.ts";
import { putOwn } from "./followed.ts";
import { theOrganization } from "./instances.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

interface OfAccount {
  AccountId?: string;
}

interface OfAlternate extends OfAccount {
  AlternateContactType: keyof typeof kinds;
}

const kinds = { BILLING: "billing", OPERATIONS: "operations", SECURITY: "security" } as const;

export function GetAlternateContact(tx: Transaction, request: OfAlternate) {
  const { AlternateContactType: type } = request;
  const contact = contactsOf(tx, "GetAlternateContact", request)[kinds[type]];
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

export function PutAlternateContact(
  tx: Transaction,
  request: OfAlternate & { Name: string; Title: string; EmailAddress: string; PhoneNumber: string },
) {
  const contact = {
    name: request.Name,
    title: request.Title,
    email: request.EmailAddress,
    phone: request.PhoneNumber,
  };
  const operation = "PutAlternateContact";
  put(tx, operation, request, { [kinds[request.AlternateContactType]]: contact });
  return {};
}

export function DeleteAlternateContact(tx: Transaction, request: OfAlternate) {
  const { AlternateContactType: type } = request;
  const operation = "DeleteAlternateContact";
  const found = contactsOf(tx, operation, request)[kinds[type]];
  if (!found) throw notFound(`alternate contact ${type}`);
  put(tx, operation, request, { [kinds[type]]: undefined });
  return {};
}

function put(tx: Transaction, operation: string, request: OfAccount, changed: Contacts): void {
  const account = request.AccountId ?? theOrganization(tx).callerAccount;
  putOwn(tx, "contacts", account, { ...contactsOf(tx, operation, request), ...changed });
}

/** Every account has one: AWS asks for it when the account is made. */
export function GetContactInformation(tx: Transaction, request: OfAccount) {
  const { primary } = contactsOf(tx, "GetContactInformation", request);
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
 * AccountId (Account Management API Reference, GetAlternateContact; texts as turbot/steampipe-plugin-aws #1309 and
 * aws-samples/data-perimeter-helper #8 have them). Of a closed account it may.
 */
function contactsOf(tx: Transaction, operation: string, { AccountId: id }: OfAccount): Contacts {
  const { callerAccount, managementAccount, trustedServices = [] } = theOrganization(tx);
  if (id === undefined) return tx.get("contacts", callerAccount) ?? {};
  const isAllowed =
    callerAccount === managementAccount &&
    id !== managementAccount &&
    trustedServices.includes("account.amazonaws.com") &&
    tx.get("accounts", id) !== undefined;
  if (isAllowed) return tx.get("contacts", id) ?? {};
  const why =
    id === managementAccount
      ? " (The management account can only be managed using the standalone context from the management account)"
      : "";
  const { Arn } = GetCallerIdentity(tx, {});
  throw new ServiceError(
    "AccessDeniedException",
    `User: ${Arn} is not authorized to perform: account:${operation}${why}`,
  );
}
