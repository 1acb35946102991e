import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlanFile } from "../../deploy/planFile.ts";
import type { Pulumi } from "../../up/pulumi.ts";
import type { ImportedResource } from "../things/thing.ts";

/** One entry of Pulumi's bulk import file. */
interface ImportSpec {
  readonly type: string;
  readonly name: string;
  readonly logicalName?: string;
  readonly id?: string;
  readonly parent?: string;
  readonly component?: boolean;
}

interface ImportFile {
  readonly resources?: readonly ImportSpec[];
}

/**
 * Takes resources into the state by Pulumi's own import. What they are called and lie below is as the program registers them:
 * a preview lists it.
 *
 * @returns those that the program wouldn't make, so that they were left out
 * @throws where Pulumi fails
 */
export async function adopt(
  resources: readonly ImportedResource[],
  pulumi: Pick<Pulumi, "read" | "show">,
): Promise<ImportedResource[]> {
  const folder = mkdtempSync(join(tmpdir(), "identity-center-import-"));
  const path = join(folder, "import.json");
  const plans = new PlanFile();
  try {
    const preview = ["preview", "--import-file", path];
    const { code, stdout } = await pulumi.read(preview, plans.environment);
    if (code !== 0) {
      console.error(stdout.trimEnd());
      throw new Error("pulumi preview failed: repair what it said, and run this again");
    }
    const listed = JSON.parse(readFileSync(path, "utf8")) as ImportFile;
    const { file, left } = filled(listed, resources);
    if (left.length === resources.length) return left;
    writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
    const flags = ["--yes", "--protect=false", "--generate-code=false"];
    if ((await pulumi.show(["import", "--file", path, ...flags], {})) !== 0) {
      throw new Error(
        "pulumi import failed: what it said is above, and nothing was changed in AWS",
      );
    }
    return left;
  } finally {
    plans.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The list with the ids of what is taken in, and the components that it lies below; nothing else. */
function filled(
  listed: ImportFile,
  resources: readonly ImportedResource[],
): { readonly file: ImportFile; readonly left: ImportedResource[] } {
  const ids = new Map(resources.map((one) => [keyOf(one.type, one.name), one]));
  const wanted: ImportSpec[] = [];
  for (const spec of listed.resources ?? []) {
    const key = keyOf(spec.type, spec.logicalName ?? spec.name);
    const one = ids.get(key);
    if (!one) continue;
    ids.delete(key);
    wanted.push({ ...spec, id: one.id });
  }
  const parents = new Set(wanted.map(({ parent }) => parent));
  for (const { component, name, parent } of (listed.resources ?? []).toReversed()) {
    if (component && parents.has(name)) parents.add(parent);
  }
  const above = (listed.resources ?? []).filter(
    ({ type, component, name }) =>
      type.startsWith("pulumi:providers:") || (component && parents.has(name)),
  );
  return { file: { ...listed, resources: [...above, ...wanted] }, left: [...ids.values()] };
}

function keyOf(type: string, name: string): string {
  return `${type} ${name}`;
}
