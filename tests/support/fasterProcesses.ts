import { enableCompileCache } from "node:module";
import { compileCache } from "../../commands/cli/compileCache.ts";

// For the tests and, through their environment, for every node that they start.
Object.assign(process.env, compileCache());
enableCompileCache(process.env.NODE_COMPILE_CACHE);

// Pulumi's processes end before their memory matters: collecting it is a twentieth of a run.
process.env.GOGC ??= "400";
