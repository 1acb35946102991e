import { type Section, section } from "../notRead.ts";
import type { Session } from "../session.ts";

/** What is turned on of central root access: `RootCredentialsManagement`, `RootSessions`. */
export async function readCentralRootAccess(session: Session): Promise<Section<readonly string[]>> {
  return await section(async () => {
    const iam = await session.service("iam");
    try {
      const { EnabledFeatures } = await iam.listOrganizationsFeatures({});
      return EnabledFeatures ?? [];
    } catch (error) {
      if (error instanceof Error && error.name === "ServiceAccessNotEnabledException") return [];
      throw error;
    }
  });
}
