import { flushCompileCache } from "node:module";
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies.ts";

new PolicyPack("identity-center", { displayName: "Identity Center", policies: policies() });

// Where node keeps what it compiled (NODE_COMPILE_CACHE) it writes it as it ends, and packs are killed.
flushCompileCache();
