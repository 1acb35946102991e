import * as pulumi from "@pulumi/pulumi";

/**
 * An error of which people see the message and nothing else. The SDK would put the name of every property
 * that waits for the failed value before it (pulumi sdk/nodejs/runtime/rpc.ts, serializeFilteredProperties):
 * a missing instance would be reported after twenty times `error serializing property "instanceArn"`.
 */
export function plainError(message: string, resource?: pulumi.Resource): pulumi.ResourceError {
  const error = new pulumi.ResourceError(message, resource, true);
  // The host of a package shows the stack whatever the error says (pulumi sdk/nodejs/provider/server.ts, main).
  error.stack = message;
  return Object.defineProperty(error, "message", { get: () => message, set: () => {} });
}
