import type { Pulumi } from "../../up/pulumi.ts";
import { StateFacts } from "./stateFacts.ts";

/** What Pulumi's state says, or why it wasn't read. */
export type StateRead = { readonly state: StateFacts } | { readonly noState: string };

/** @param pulumi undefined where there is no Pulumi CLI */
export async function readState(pulumi: Pick<Pulumi, "read"> | undefined): Promise<StateRead> {
  if (!pulumi) return { noState: "there is no Pulumi CLI on PATH or in ~/.pulumi" };
  const { code, stdout } = await pulumi.read(["stack", "export", "--non-interactive"], {});
  if (code !== 0) return { noState: "pulumi stack export failed" };
  return { state: new StateFacts(stdout) };
}
