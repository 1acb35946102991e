import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { StandingCall } from "./standingProcess.ts";

const directory = process.cwd();
let calls = 0;

// The channel keeps this process: once it is closed, the process ends by itself, unless a call left something open.
process.on("message", (call: StandingCall) => void make(call));

async function make({ file, args, environment, end }: StandingCall): Promise<void> {
  const path = resolve(directory, file);
  process.chdir(directory);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.argv = [process.execPath, path, ...args];
  process.exitCode = undefined;
  await import(`${pathToFileURL(path).href}?call=${++calls}`);
  const code = process.exitCode ?? 0;
  // What a call says at its end must not become that of this process.
  process.exitCode = undefined;
  for (const stream of [process.stdout, process.stderr]) stream.write(end);
  process.send?.(code);
}
