import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { IN_VAULT } from "./vault.ts";

/** State of a stack that nothing was deployed to, as `pulumi stack init` leaves it. Its runs need {@link vault}. */
export function emptyState(project: string, stack: string): string {
  return JSON.stringify({
    version: 3,
    checkpoint: {
      stack: `organization/${project}/${stack}`,
      latest: {
        manifest: {
          time: "2026-11-27T00:00:00Z",
          magic: "7dff0d166258e7f1d265e8e044021ea087795d58a0c6415ab6fe8b7c790e447f",
          version: "v3.260.0",
        },
        secrets_providers: IN_VAULT,
      },
    },
  });
}

/** Makes a stack in a backend that is a folder, as `pulumi stack init` does. */
export function makeStack(backend: string, project: string, stack: string): void {
  const stacks = join(backend, ".pulumi/stacks", project);
  mkdirSync(stacks, { recursive: true });
  writeFileSync(join(backend, ".pulumi/meta.yaml"), "version: 1\n");
  writeFileSync(join(stacks, `${stack}.json`), emptyState(project, stack));
}

/** Makes a folder for PULUMI_HOME, in which Pulumi keeps no log of each run. */
export function quickHome(home: string): void {
  mkdirSync(home, { recursive: true });
  // In the place of a folder.
  writeFileSync(join(home, "logs"), "");
}
