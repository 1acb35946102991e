import { ServiceError } from "../world/serviceError.ts";
import { call } from "./awsClient.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";

/** A member account that administers a service; its id is `<accountId>/<servicePrincipal>`, which imports it, too. */
export const delegatedAdministrator: ResourceDefinition = {
  type: "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
  inputs: {
    accountId: { required: true, replaces: true, pattern: /^\d{12}$/ },
    servicePrincipal: { required: true, replaces: true, length: [1, 128] },
  },
  computed: [
    "arn",
    "delegationEnabledDate",
    "email",
    "joinedMethod",
    "joinedTimestamp",
    "name",
    "status",
  ],
  global: true,

  async create(context, inputs) {
    const AccountId = text(inputs, "accountId");
    const ServicePrincipal = text(inputs, "servicePrincipal");
    await call(context, "RegisterDelegatedAdministrator", { AccountId, ServicePrincipal });
    const id = `${AccountId}/${ServicePrincipal}`;
    return { id, outputs: { ...inputs, ...(await read(context, id)) } };
  },

  read,

  async delete(context, id) {
    try {
      await call(context, "DeregisterDelegatedAdministrator", partsOf(id));
    } catch (error) {
      const isGone =
        error instanceof ServiceError && error.code === "AccountNotRegisteredException";
      if (!isGone) throw error;
    }
  },
};

async function read(context: OperationContext, id: string): Promise<Properties | undefined> {
  const { AccountId, ServicePrincipal } = partsOf(id);
  const all = await call(context, "ListDelegatedAdministrators", { ServicePrincipal });
  const found = all.DelegatedAdministrators.find((one) => one.Id === AccountId);
  return (
    found && {
      accountId: AccountId,
      servicePrincipal: ServicePrincipal,
      arn: found.Arn,
      delegationEnabledDate: found.DelegationEnabledDate,
      email: found.Email,
      joinedMethod: found.JoinedMethod,
      joinedTimestamp: found.JoinedTimestamp,
      name: found.Name,
      status: found.Status,
    }
  );
}

function partsOf(id: string) {
  const [AccountId = "", ServicePrincipal = ""] = id.split("/");
  return { AccountId, ServicePrincipal };
}
