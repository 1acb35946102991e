import type { Policies, PolicyPack } from "@pulumi/policy";
import type analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { type Handler, type SdkServer, sdkServer } from "./sdkServer.ts";
import { type OwnPolicy, SoleServer } from "./soleServer.ts";

/** By the name of the call. */
type Handlers = Readonly<Record<string, Handler>>;

/**
 * Serves a pack that has these policies and no other, and asks them in a loop of its own. @pulumi/policy makes the
 * arguments anew for each policy and resource, and those of the whole stack for each policy that looks at it, since
 * policies may wait, and change what they are given: for fifty that takes as long as their judgements. These do neither, so
 * that what is made once serves all. Nothing is kept from one question to the next.
 *
 * All else is left to @pulumi/policy; and so is this where its version is made in another way, or the pack has other
 * policies: it is slower, and the findings are the same.
 *
 * @param policies made by `policies` of policies.ts
 * @param serve makes the `PolicyPack` of them
 */
export function serveAlone(policies: Policies, serve: () => PolicyPack): PolicyPack {
  const sdk = sdkServer();
  if (!sdk) return serve();
  const { servers } = sdk;
  const { addService } = servers;
  servers.addService = function (service, handlers) {
    return addService.call(this, service, withOwn(handlers, policies, sdk));
  };
  try {
    return serve();
  } finally {
    servers.addService = addService;
  }
}

/** @pulumi/policy's handlers with others for the questions, if its pack has these policies and no other. */
export function withOwn(handlers: Handlers, policies: Policies, sdk: SdkServer): Handlers {
  const { analyze, analyzeStack, configure, configureStack } = handlers;
  const pack = describe(handlers);
  const names = pack?.getPoliciesList().map((one) => one.getName());
  const isAlone = names?.join("\n") === policies.map(({ name }) => name).join("\n");
  if (!pack || !isAlone || !analyze || !analyzeStack || !configure || !configureStack)
    return handlers;
  const server = new SoleServer(sdk, pack, policies as readonly OwnPolicy[]);
  return {
    ...handlers,
    configure: hearing(configure, (request) => server.configure(request)),
    configureStack: hearing(configureStack, () => server.configureStack()),
    analyze: answering(analyze, (request) => server.analyze(request)),
    analyzeStack: answering(analyzeStack, (request) => server.analyzeStack(request)),
  };
}

/** What a pack says of itself; `undefined` where it doesn't say so at once. */
function describe({ getAnalyzerInfo }: Handlers): analyzer.AnalyzerInfo | undefined {
  let pack: analyzer.AnalyzerInfo | undefined;
  getAnalyzerInfo?.({ request: undefined as never }, (_, info) => {
    pack = info as analyzer.AnalyzerInfo | undefined;
  });
  return pack;
}

/** Tells what @pulumi/policy took. */
function hearing(theirs: Handler, hear: (request: never) => void): Handler {
  return (call, answer) =>
    theirs(call, (error, response) => {
      if (!error) hear(call.request);
      answer(error, response);
    });
}

/** Answers, and leaves what goes wrong for @pulumi/policy to tell. */
function answering(theirs: Handler, work: (request: never) => unknown): Handler {
  return (call, answer) => {
    let response: unknown;
    try {
      response = work(call.request);
    } catch {
      return theirs(call, answer);
    }
    answer(null, response);
  };
}
