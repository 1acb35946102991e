import { createRequire } from "node:module";
import { cutDeep, MESSAGES } from "./wireDepth.ts";

/** Levels of lists and objects within each other that reach policies: more than rules read, and few for a stack. */
const MAX_LEVELS = 300;

const CUTS = Symbol("cuts what is nested too deep");

type Deserialize = ((bytes: Uint8Array) => unknown) & { readonly [CUTS]?: true };

interface Method {
  requestDeserialize: Deserialize;
}

/**
 * Has @pulumi/policy's server take what is nested too deep in a resource's properties as not known. Its library reads
 * messages by recursion: of more than about a thousand levels it says "Error deserializing request", which names no
 * resource and ends the whole run. A rule tells of a value that is nested too deep, and all else is judged; another
 * policy that looks at it is told by @pulumi/policy that it isn't known.
 *
 * Where this version of @pulumi/policy takes messages in another way, nothing happens.
 */
export function cutDeepMessages(): void {
  const service = analyzerService();
  for (const [name, message] of Object.entries(MESSAGES)) {
    const method = service?.[name];
    const original = method?.requestDeserialize;
    if (!method || typeof original !== "function" || original[CUTS]) continue;
    const shallow: Deserialize = (bytes) => original(cutDeep(bytes, message, MAX_LEVELS));
    method.requestDeserialize = Object.assign(shallow, { [CUTS]: true as const });
  }
}

/** The service that @pulumi/policy's server offers, of the copy of @pulumi/pulumi that it uses. */
function analyzerService(): Readonly<Record<string, Method>> | undefined {
  try {
    const here = createRequire(import.meta.url);
    const fromSdk = createRequire(here.resolve("@pulumi/policy/server.js"));
    const { AnalyzerService } = fromSdk("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as {
      readonly AnalyzerService?: Readonly<Record<string, Method>>;
    };
    return AnalyzerService;
  } catch {
    return undefined;
  }
}
