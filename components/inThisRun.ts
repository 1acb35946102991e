import * as pulumi from "@pulumi/pulumi";

/** What the engine has of a resource in this run. */
export interface Registered {
  readonly id: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * The resource with this URN as the engine has it in this run: as it was brought to its end, or, where it isn't yet, as a
 * refresh found it. Undefined where it is neither.
 */
export async function inThisRun(urn: pulumi.URN): Promise<Registered | undefined> {
  try {
    return await pulumi.runtime.invoke("pulumi:pulumi:getResource", { urn });
  } catch (error) {
    if (String(error).includes("unknown resource")) return undefined;
    throw error;
  }
}
