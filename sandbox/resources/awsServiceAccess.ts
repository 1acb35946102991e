import { call } from "./awsClient.ts";
import { readBack } from "./readBack.ts";
import {
  type OperationContext,
  type Properties,
  type ResourceDefinition,
  text,
} from "./resource.ts";

/** What the bridge says of resources whose provider has no id (pulumi-terraform-bridge, pf). */
const NO_ID = "missing ID";

/** Trusted access of a service; imported by its service principal. */
export const awsServiceAccess: ResourceDefinition = {
  type: "aws:organizations/awsServiceAccess:AwsServiceAccess",
  inputs: { servicePrincipal: { required: true, replaces: true } },
  computed: ["dateEnabled"],
  global: true,

  async create(context, inputs) {
    const ServicePrincipal = text(inputs, "servicePrincipal");
    await call(context, "EnableAWSServiceAccess", { ServicePrincipal });
    return { id: NO_ID, outputs: await readBack(read, context, ServicePrincipal) };
  },

  read: (context, id, outputs) => read(context, id === NO_ID ? principal(outputs) : id),

  async delete(context, _id, outputs) {
    await call(context, "DisableAWSServiceAccess", { ServicePrincipal: principal(outputs) });
  },
};

async function read(
  context: OperationContext,
  servicePrincipal: string,
): Promise<Properties | undefined> {
  const all = await call(context, "ListAWSServiceAccessForOrganization", {});
  const found = all.EnabledServicePrincipals.find(
    (one) => one.ServicePrincipal === servicePrincipal,
  );
  return found && { dateEnabled: found.DateEnabled, servicePrincipal };
}

function principal(outputs: Properties = {}): string {
  return text(outputs, "servicePrincipal");
}
