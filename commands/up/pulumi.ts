import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { RunPulumi } from "./walk.ts";

/** `pulumi` on this project, with the backend and the credentials of this terminal. */
export function pulumiHere(pulumi: string, stack: string): RunPulumi {
  return async (args, environment) => {
    const child = spawn(pulumi, [...args, "--stack", stack], {
      cwd: PROJECT_ROOT,
      stdio: "inherit",
      env: {
        ...process.env,
        // The language host starts the program with the first node that it finds: the one that runs this.
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        ...environment,
      },
    });
    // A terminal sends Ctrl-C to both: pulumi says how it ends.
    const wait = () => {};
    process.on("SIGINT", wait);
    try {
      return await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => resolve(code ?? 1));
      });
    } finally {
      process.off("SIGINT", wait);
    }
  };
}
