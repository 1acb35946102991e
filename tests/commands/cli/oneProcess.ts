import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { FileCall } from "./calls.ts";

const calls = JSON.parse(process.argv[2] ?? "[]") as FileCall[];
const environment = { ...process.env };
const write = process.stdout.write.bind(process.stdout);
const said = { stdout: "", stderr: "" };
for (const stream of ["stdout", "stderr"] as const) {
  process[stream].write = (text: string | Uint8Array) => {
    said[stream] += String(text);
    return true;
  };
}

const results: unknown[] = [];
for (const [index, { file, args }] of calls.entries()) {
  Object.assign(said, { stdout: "", stderr: "" });
  process.exitCode = undefined;
  process.env = { ...environment };
  process.argv = [process.execPath, file, ...args];
  await import(`${pathToFileURL(resolve(file)).href}?call=${index}`);
  results.push({ code: process.exitCode ?? 0, ...said });
}
write(JSON.stringify(results), () => process.exit(0));
