import pluginMessages from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import emptyMessages from "google-protobuf/google/protobuf/empty_pb.js";
import { worldFromEnvironment } from "../environment.ts";
import { invoke } from "../functions/functionDefinitions.ts";
import type { Handler } from "../grpc.ts";
import { Provider } from "../resources/provider.ts";
import {
  InitializationError,
  type Properties,
  type ProviderConfiguration,
} from "../resources/resource.ts";
import type { World } from "../world/world.ts";
import { checkConfiguration, diffConfiguration, parseConfiguration } from "./configuration.ts";
import {
  checkFailures,
  diffResponse,
  fromStruct,
  initializationStatus,
  toStruct,
} from "./messages.ts";

/**
 * The provider plugin `aws`: what the engine asks of one provider resource, answered by {@link Provider}.
 *
 * @param environment describes the world
 */
export function awsPlugin(environment: NodeJS.ProcessEnv): Readonly<Record<string, Handler>> {
  let world: World;
  let provider: Provider;
  let configuration: ProviderConfiguration;

  return {
    getPluginInfo() {
      const info = new pluginMessages.PluginInfo();
      info.setVersion("7.48.0");
      return info;
    },
    getSchema() {
      const response = new messages.GetSchemaResponse();
      response.setSchema("{}");
      return response;
    },
    attach: () => new emptyMessages.Empty(),
    cancel: () => new emptyMessages.Empty(),
    checkConfig: checkConfiguration,
    diffConfig: diffConfiguration,

    configure(request: messages.ConfigureRequest) {
      configuration = parseConfiguration(request);
      world = worldFromEnvironment(environment);
      provider = new Provider(world, configuration);
      const response = new messages.ConfigureResponse();
      // The engine keeps secrets to itself and marks outputs of secret inputs again.
      response.setAcceptsecrets(false);
      response.setSupportspreview(true);
      return response;
    },

    check(request: messages.CheckRequest) {
      const name = request.getName() || request.getUrn().split("::").pop() || "";
      const { inputs, failures } = provider.check(typeOf(request), {
        name,
        olds: request.hasOlds() ? fromStruct(request.getOlds()) : undefined,
        news: fromStruct(request.getNews()),
        seed: request.getRandomseed_asU8(),
      });
      const response = new messages.CheckResponse();
      response.setInputs(toStruct(inputs));
      response.setFailuresList(checkFailures(failures, name));
      return response;
    },

    diff(request: messages.DiffRequest) {
      const olds = fromStruct(request.getOlds());
      const news = fromStruct(request.getNews());
      return diffResponse(provider.diff(typeOf(request), olds, news), olds, news);
    },

    async create(request: messages.CreateRequest) {
      const inputs = fromStruct(request.getProperties());
      const response = new messages.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(toStruct(provider.previewCreate(typeOf(request), inputs)));
        return response;
      }
      const { id, outputs } = await keepHalfMade(inputs, provider.create(typeOf(request), inputs));
      response.setId(id);
      response.setProperties(toStruct(outputs));
      return response;
    },

    async read(request: messages.ReadRequest) {
      const state = fromStruct(request.getProperties());
      const isImport = Object.keys(state).length === 0;
      const type = typeOf(request);
      const found = await provider.read(type, request.getId(), isImport ? undefined : state);
      const response = new messages.ReadResponse();
      if (!found) return response;
      const oldInputs = fromStruct(request.getInputs());
      response.setId(found.id);
      response.setProperties(toStruct(found.outputs));
      response.setInputs(toStruct(provider.inputsOf(type, found.outputs, oldInputs)));
      return response;
    },

    async update(request: messages.UpdateRequest) {
      const type = typeOf(request);
      const olds = fromStruct(request.getOlds());
      const news = fromStruct(request.getNews());
      const outputs = request.getPreview()
        ? provider.previewUpdate(type, olds, news)
        : await provider.update(type, request.getId(), olds, news);
      const response = new messages.UpdateResponse();
      response.setProperties(toStruct(outputs));
      return response;
    },

    async delete(request: messages.DeleteRequest) {
      const state = fromStruct(request.getProperties());
      await provider.delete(typeOf(request), request.getId(), state);
      return new emptyMessages.Empty();
    },

    invoke(request: messages.InvokeRequest) {
      const result = invoke(world, request.getTok(), fromStruct(request.getArgs()), configuration);
      const response = new messages.InvokeResponse();
      response.setReturn(toStruct(result));
      return response;
    },
  };
}

function typeOf(request: { getUrn(): string }): string {
  return request.getUrn().split("::")[2]?.split("$").pop() ?? "";
}

async function keepHalfMade<T>(inputs: Properties, creation: Promise<T>): Promise<T> {
  try {
    return await creation;
  } catch (error) {
    if (error instanceof InitializationError) throw initializationStatus(error, inputs);
    throw error;
  }
}
