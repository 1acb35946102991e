import { call, callIfFound } from "./awsClient.ts";
import { readBack } from "./readBack.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";

/** A contact of an account; its id is `<accountId>/<TYPE>`, with nothing before the slash for the caller's own (terraform-provider-aws internal/service/account). */
export const alternativeContact: ResourceDefinition = {
  type: "aws:account/alternativeContact:AlternativeContact",
  inputs: {
    accountId: { replaces: true, pattern: /^\d{12}$/ },
    alternateContactType: {
      required: true,
      replaces: true,
      values: ["BILLING", "OPERATIONS", "SECURITY"],
    },
    emailAddress: { required: true, pattern: /^[\w+=,.@|!#&-]+@[\w.-]+\.\w+$/ },
    name: { length: [1, 64] },
    phoneNumber: { required: true, pattern: /^[\s0-9()+-]+$/, length: [1, 25] },
    title: { required: true, length: [1, 50] },
  },
  computed: [],
  nameProperty: "name",
  global: true,

  async create(context, inputs) {
    await put(context, inputs);
    const id = `${text(inputs, "accountId")}/${text(inputs, "alternateContactType")}`;
    return { id, outputs: { ...inputs, ...(await readBack(read, context, id)) } };
  },
  read,

  async update(context, id, _olds, news) {
    await put(context, news);
    return { ...news, ...(await readBack(read, context, id)) };
  },

  async delete(context, id) {
    await callIfFound(context, "DeleteAlternateContact", ofAccount(id));
  },
};

async function put(context: OperationContext, inputs: Properties): Promise<void> {
  await call(context, "PutAlternateContact", {
    ...ofAccount(`${text(inputs, "accountId")}/${text(inputs, "alternateContactType")}`),
    Name: text(inputs, "name"),
    Title: text(inputs, "title"),
    EmailAddress: text(inputs, "emailAddress"),
    PhoneNumber: text(inputs, "phoneNumber"),
  });
}

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const of = ofAccount(id);
  const found = await callIfFound(context, "GetAlternateContact", of);
  if (!found) return undefined;
  const { AlternateContactType, Name, Title, EmailAddress, PhoneNumber } = found.AlternateContact;
  return {
    ...(of.AccountId === undefined ? {} : { accountId: of.AccountId }),
    alternateContactType: AlternateContactType,
    name: Name,
    title: Title,
    emailAddress: EmailAddress,
    phoneNumber: PhoneNumber,
  };
}

/** Imported by `TYPE` alone, too. */
function ofAccount(id: string) {
  const [type = "", AccountId = ""] = id.split("/").reverse();
  return {
    ...(AccountId === "" ? {} : { AccountId }),
    AlternateContactType: type as "BILLING" | "OPERATIONS" | "SECURITY",
  };
}
