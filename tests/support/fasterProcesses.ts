import { enableCompileCache } from "node:module";
import { COMPILE_CACHE } from "../../commands/deploy/engine.ts";

// For the tests and, through their environment, for every node that they start.
process.env.NODE_COMPILE_CACHE ??= COMPILE_CACHE;
enableCompileCache(process.env.NODE_COMPILE_CACHE);

// Pulumi's processes end before their memory matters: collecting it is a twentieth of a run.
process.env.GOGC ??= "400";
