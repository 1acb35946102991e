import * as grpc from "@grpc/grpc-js";
import pluginMessages from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import monitorServices from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import monitorMessages from "@pulumi/pulumi/proto/resource_pb.js";
import emptyMessages from "google-protobuf/google/protobuf/empty_pb.js";
import { plainProperties } from "../engine/values.ts";
import type { Handler } from "../grpc.ts";
import { checkConfiguration, diffConfiguration } from "./configuration.ts";
import { fromStruct, toStruct } from "./messages.ts";
import { childRequest, remoteComponent } from "./remoteComponents.ts";

/** The provider plugin `awsx`. */
export const awsxPlugin: Readonly<Record<string, Handler>> = {
  getPluginInfo() {
    const info = new pluginMessages.PluginInfo();
    info.setVersion("3.9.0");
    return info;
  },
  attach: () => new emptyMessages.Empty(),
  cancel: () => new emptyMessages.Empty(),
  checkConfig: checkConfiguration,
  diffConfig: diffConfiguration,
  configure() {
    const response = new messages.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setAcceptresources(true);
    response.setAcceptoutputs(true);
    return response;
  },

  async construct(request: messages.ConstructRequest) {
    const construct = remoteComponent(request.getType());
    const credentials = grpc.credentials.createInsecure();
    const monitor = new monitorServices.ResourceMonitorClient(
      request.getMonitorendpoint(),
      credentials,
    );
    const register = (registration: monitorMessages.RegisterResourceRequest) =>
      promised<monitorMessages.RegisterResourceResponse>((done) =>
        monitor.registerResource(registration, done),
      );
    try {
      const urn = (await register(componentRequest(request))).getUrn();
      const owner = {
        urn,
        provider: request.getProvidersMap().get("aws") ?? "",
        inputDependencies: [...request.getInputdependenciesMap().entries()],
      };
      await construct(request.getName(), fromStruct(request.getInputs()), async (child) => {
        const made = await register(childRequest(child, owner));
        const { values: outputs } = plainProperties(fromStruct(made.getObject()));
        return { urn: made.getUrn(), outputs };
      });
      const outputs = new monitorMessages.RegisterResourceOutputsRequest();
      outputs.setUrn(urn);
      outputs.setOutputs(toStruct({}));
      await promised((done) => monitor.registerResourceOutputs(outputs, done));
      const response = new messages.ConstructResponse();
      response.setUrn(urn);
      response.setState(toStruct({}));
      return response;
    } finally {
      monitor.close();
    }
  },
};

function componentRequest(
  request: messages.ConstructRequest,
): monitorMessages.RegisterResourceRequest {
  const registration = new monitorMessages.RegisterResourceRequest();
  registration.setType(request.getType());
  registration.setName(request.getName());
  registration.setParent(request.getParent());
  registration.setObject(request.getInputs());
  registration.setDependenciesList(request.getDependenciesList());
  if (request.hasProtect()) registration.setProtect(request.getProtect() === true);
  return registration;
}

type Done<T> = (error: grpc.ServiceError | null, value?: T) => void;

function promised<T>(start: (done: Done<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value as T)));
  });
}
