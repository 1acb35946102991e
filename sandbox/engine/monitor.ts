import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import messages from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Handler } from "../grpc.ts";
import { fromStruct, toStruct } from "../plugin/messages.ts";
import type { Hooks } from "./hooks.ts";
import type { Registration } from "./registration.ts";
import type { Transforms } from "./transforms.ts";
import { plain } from "./values.ts";

/**
 * Answers a function of a provider.
 *
 * @param provider `urn::id`, or empty for the default provider
 */
export type Invoke = (
  token: string,
  args: Readonly<Record<string, unknown>>,
  provider: string,
) => object;

const { ResourceMonitorFeature } = messages;
const PREFIX = "RESOURCE_MONITOR_FEATURE_";

const FEATURES = [
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
];

/** The service that a program registers its resources with. What is not here is answered as unimplemented. */
export function monitorHandlers(parts: {
  readonly registration: Registration;
  readonly hooks: Hooks;
  readonly transforms: Transforms;
  readonly invoke: Invoke;
}): Readonly<Record<string, Handler>> {
  const { registration, hooks, transforms } = parts;
  const done = (work: unknown) => {
    void work;
    return new empty.Empty();
  };
  return {
    getDeploymentInfo() {
      const info = new messages.DeploymentInfo();
      info.setSupportedfeaturesList(FEATURES);
      return info;
    },
    /** How SDKs ask that don't know the above: by names such as `resourceHooks`. */
    supportsFeature(request: messages.SupportsFeatureRequest) {
      const name = request.getId().replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
      const feature = Object.entries(ResourceMonitorFeature).find(
        ([key]) => key === `${PREFIX}${name.toUpperCase()}`,
      );
      const response = new messages.SupportsFeatureResponse();
      response.setHassupport(FEATURES.some((one) => one === feature?.[1]));
      return response;
    },
    registerResource: (request: messages.RegisterResourceRequest) => registration.register(request),
    registerResourceOutputs: async (request: messages.RegisterResourceOutputsRequest) =>
      done(await registration.setOutputs(request.getUrn(), fromStruct(request.getOutputs()))),
    readResource: (request: messages.ReadResourceRequest) => registration.read(request),
    async invoke(request: messages.ResourceInvokeRequest) {
      await transforms.applyToCall(request);
      const token = request.getTok();
      const args = plain(fromStruct(request.getArgs())) as Record<string, unknown>;
      const response = new messages.ResourceInvokeResponse();
      response.setReturn(toStruct(answer(token, args, request.getProvider())));
      return response;
    },
    call(request: messages.ResourceCallRequest) {
      throw new Error(`methods of resources don't run without a Pulumi CLI: ${request.getTok()}`);
    },
    registerStackTransform: (callback: Callback) => done(transforms.addToStack(callback)),
    registerStackInvokeTransform: (callback: Callback) => done(transforms.addToCalls(callback)),
    registerResourceHook: (request: messages.RegisterResourceHookRequest) =>
      done(hooks.addResourceHook(request)),
    registerErrorHook: (request: messages.RegisterErrorHookRequest) =>
      done(hooks.addErrorHook(request)),
    /** A package's own name is part of the types of its resources, by which they are found. */
    registerPackage(request: messages.RegisterPackageRequest) {
      const response = new messages.RegisterPackageResponse();
      response.setRef(request.getParameterization()?.getName() ?? request.getName());
      return response;
    },
    /** A first deployment deletes nothing: there is nothing to wait for. */
    signalAndWaitForShutdown: () => new empty.Empty(),
  };

  function answer(token: string, args: Record<string, unknown>, provider: string): object {
    if (token === "pulumi:pulumi:getResource") return registration.state(String(args.urn));
    // A first deployment has no state.
    if (token === "pulumi:pulumi:readStackResourceOutputs") return { outputs: {} };
    try {
      return parts.invoke(token, args, provider);
    } catch (error) {
      const { message } = error as Error;
      throw new Error(`invocation of ${token} returned an error: ${message}`, { cause: error });
    }
  }
}
