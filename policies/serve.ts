import { flushCompileCache } from "node:module";
import { PolicyPack } from "@pulumi/policy";
import { serveAlone } from "./engine/serveAlone.ts";
import { policies } from "./policies.ts";

const all = policies();
serveAlone(
  all,
  () => new PolicyPack("identity-center", { displayName: "Identity Center", policies: all }),
);

// Where node keeps what it compiled (NODE_COMPILE_CACHE) it writes it as it ends, and packs are killed.
flushCompileCache();
