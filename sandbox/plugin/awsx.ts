import * as grpc from "@grpc/grpc-js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import pluginMessages from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import monitorServices from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import monitorMessages from "@pulumi/pulumi/proto/resource_pb.js";
import emptyMessages from "google-protobuf/google/protobuf/empty_pb.js";
import { checkConfiguration, diffConfiguration } from "./configuration.ts";
import { toStruct } from "./messages.ts";
import { remoteComponentNote, remoteComponents } from "./remoteComponents.ts";
import { engineAddress, serve } from "./serve.ts";

let engine = engineAddress();

/** The provider plugin `awsx`: its components are registered, and hold nothing. */
serve({
  getPluginInfo() {
    const info = new pluginMessages.PluginInfo();
    info.setVersion("3.9.0");
    return info;
  },
  attach(request: pluginMessages.PluginAttach) {
    engine = request.getAddress();
    return new emptyMessages.Empty();
  },
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
    const type = request.getType();
    if (!remoteComponents.has(type)) throw new Error(`the sandbox has no component "${type}"`);
    const urn = await register(request);
    await note(urn, remoteComponentNote(type));
    const response = new messages.ConstructResponse();
    response.setUrn(urn);
    response.setState(toStruct({}));
    return response;
  },
});

async function register(request: messages.ConstructRequest): Promise<string> {
  const credentials = grpc.credentials.createInsecure();
  const endpoint = request.getMonitorendpoint();
  const monitor = new monitorServices.ResourceMonitorClient(endpoint, credentials);
  const registration = new monitorMessages.RegisterResourceRequest();
  registration.setType(request.getType());
  registration.setName(request.getName());
  registration.setParent(request.getParent());
  registration.setObject(request.getInputs());
  registration.setDependenciesList(request.getDependenciesList());
  if (request.hasProtect()) registration.setProtect(request.getProtect() === true);
  const answer = await promised<monitorMessages.RegisterResourceResponse>((done) =>
    monitor.registerResource(registration, done),
  );
  const outputs = new monitorMessages.RegisterResourceOutputsRequest();
  outputs.setUrn(answer.getUrn());
  outputs.setOutputs(toStruct({}));
  await promised((done) => monitor.registerResourceOutputs(outputs, done));
  monitor.close();
  return answer.getUrn();
}

async function note(urn: string, text: string): Promise<void> {
  const client = new engineServices.EngineClient(engine, grpc.credentials.createInsecure());
  const log = new engineMessages.LogRequest();
  log.setSeverity(engineMessages.LogSeverity.INFO);
  log.setMessage(text);
  log.setUrn(urn);
  await promised((done) => client.log(log, done));
  client.close();
}

type Done<T> = (error: grpc.ServiceError | null, value?: T) => void;

function promised<T>(start: (done: Done<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value as T)));
  });
}
