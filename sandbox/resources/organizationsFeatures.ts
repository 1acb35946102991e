import { call } from "./awsClient.ts";
import { readBack } from "./readBack.ts";
import type { OperationContext, Properties, ResourceDefinition } from "./resource.ts";

const operations = {
  RootCredentialsManagement: {
    enable: "EnableOrganizationsRootCredentialsManagement",
    disable: "DisableOrganizationsRootCredentialsManagement",
  },
  RootSessions: {
    enable: "EnableOrganizationsRootSessions",
    disable: "DisableOrganizationsRootSessions",
  },
} as const;

type Feature = keyof typeof operations;
const features = Object.keys(operations) as Feature[];

/**
 * Central root access; its id is the organization's. Making it only enables, deleting it disables what it enabled
 * (terraform-provider-aws internal/service/iam/organizations_features.go).
 */
export const organizationsFeatures: ResourceDefinition = {
  type: "aws:iam/organizationsFeatures:OrganizationsFeatures",
  inputs: {
    enabledFeatures: {
      required: true,
      kind: "set",
      pattern: new RegExp(`^(${features.join("|")})$`),
      patternText: `must be one of ${features.join(", ")}`,
    },
  },
  computed: [],
  global: true,

  async create(context, inputs) {
    await change(context, "enable", featuresOf(inputs));
    const { OrganizationId } = await call(context, "ListOrganizationsFeatures", {});
    return { id: OrganizationId, outputs: await readBack(read, context, OrganizationId) };
  },
  read,

  async update(context, id, olds, news) {
    const [before, after] = [featuresOf(olds), featuresOf(news)];
    await change(
      context,
      "enable",
      after.filter((one) => !before.includes(one)),
    );
    await change(
      context,
      "disable",
      before.filter((one) => !after.includes(one)),
    );
    return await readBack(read, context, id);
  },

  async delete(context, _id, outputs) {
    await change(context, "disable", featuresOf(outputs));
  },
};

async function change(
  context: OperationContext,
  to: "enable" | "disable",
  changed: readonly Feature[],
): Promise<void> {
  for (const feature of changed) await call(context, operations[feature][to], {});
}

/** None enabled reads as gone. */
async function read(context: OperationContext): Promise<Properties | undefined> {
  const { EnabledFeatures } = await call(context, "ListOrganizationsFeatures", {});
  return EnabledFeatures.length > 0 ? { enabledFeatures: EnabledFeatures } : undefined;
}

function featuresOf({ enabledFeatures }: Properties): Feature[] {
  return features.filter((one) => (enabledFeatures as string[] | undefined)?.includes(one));
}
