import type { Pulumi } from "./pulumi.ts";

/** What `pulumi stack export` prints. @throws where it fails; Pulumi has said why */
export async function exportedText(pulumi: Pick<Pulumi, "read">): Promise<string> {
  const { code, stdout } = await pulumi.read(["stack", "export"], {});
  if (code === 0) return stdout;
  throw new Error(
    "pulumi stack export failed: the state can't be read (docs/failures.md has what to do where it was cut off)",
  );
}
