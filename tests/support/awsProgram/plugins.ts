import type { Plugins } from "../../../sandbox/engine/engine.ts";
import { uuid } from "./account.ts";
import { AnyResource } from "./anyResource.ts";
import { callFunction } from "./functions.ts";

/** Resources and functions of all AWS services in place of a stand-in for some. */
export function awsPlugins(): Plugins {
  const provider = new AnyResource();
  return {
    providers: { register: (urn) => uuid(urn), get: () => provider },
    invoke: (token, args) => callFunction(token, args),
  };
}
