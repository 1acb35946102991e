import { createRequire } from "node:module";

export type Answer = (error: unknown, response?: unknown) => void;

/** Answers a call of the analyzer protocol (pulumi/proto/pulumi/analyzer.proto). */
export type Handler = (call: { readonly request: never }, answer: Answer) => void;

/** What @pulumi/policy makes a response of. */
export interface Diagnostic {
  readonly policyName: string;
  readonly policyPackName: string;
  readonly policyPackVersion: string;
  readonly description: string;
  readonly message: string;
  readonly urn: string | undefined;
  readonly enforcementLevel: string;
  readonly severity: string | undefined;
}

/** Parts of @pulumi/policy's server. */
export interface SdkServer {
  /** What all servers of its copy of gRPC have in common. */
  readonly servers: {
    addService(service: unknown, handlers: Readonly<Record<string, Handler>>): unknown;
  };
  deserializeProperties(message: object, proxySecrets: boolean): object;
  unknownCheckingProxy(properties: object): object;
  convertEnforcementLevel(level: number): string;
  makeAnalyzeResponse(diagnostics: readonly Diagnostic[], notApplicable?: undefined): unknown;
}

/** The parts as this version has them; `undefined` where it hasn't all. */
export function sdkServer(): SdkServer | undefined {
  try {
    const here = createRequire(import.meta.url);
    const fromSdk = createRequire(here.resolve("@pulumi/policy/server.js"));
    const { convertEnforcementLevel, makeAnalyzeResponse } = fromSdk("./protoutil.js");
    const { unknownCheckingProxy } = fromSdk("./proxy.js");
    const properties = fromSdk("./deserialize.js");
    const { prototype: servers } = fromSdk("@grpc/grpc-js").Server;
    const parts = [
      servers.addService,
      convertEnforcementLevel,
      makeAnalyzeResponse,
      unknownCheckingProxy,
      properties.deserializeProperties,
    ];
    if (!parts.every((part) => typeof part === "function")) return undefined;
    return {
      servers,
      // As it is then: policies may read properties late (lateProperties.ts).
      deserializeProperties: (...args) => properties.deserializeProperties(...args),
      unknownCheckingProxy,
      convertEnforcementLevel,
      makeAnalyzeResponse,
    };
  } catch {
    return undefined;
  }
}
