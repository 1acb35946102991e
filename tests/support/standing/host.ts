import { createServer, type Socket } from "node:net";
import services from "@pulumi/pulumi/proto/language_grpc_pb.js";
import providerServices from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { Server } from "../../../sandbox/grpc.ts";
import { awsPlugin } from "../../../sandbox/plugin/aws.ts";
import { awsxPlugin } from "../../../sandbox/plugin/awsx.ts";
import { LanguageHost } from "./languageHost.ts";

/** What an asker wants: a host for its program, or a provider, with its environment; or that the last run is over. */
const ASKED = /^(program|aws|awsx|over)\0((?:[^\0]+\0)*)\0/;

let host: LanguageHost | undefined;

// One asker at a time has a program here; its server lives as long as its connection, which ends with its process.
const server = createServer((socket) => {
  let text = "";
  socket.setEncoding("utf8").on("error", () => {});
  socket.on("data", (part: string) => {
    text += part;
    const [, what, variables = ""] = ASKED.exec(text) ?? [];
    if (what === undefined) return;
    text = "";
    if (what === "over") endRun(socket);
    else void serve(socket, what, environmentOf(variables));
  });
});

async function serve(socket: Socket, what: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const started = await Server.start([
    what === "program"
      ? [services.LanguageRuntimeService, hostOf(environment).handlers]
      : [
          providerServices.ResourceProviderService,
          what === "aws" ? awsPlugin(environment) : awsxPlugin,
        ],
  ]);
  socket.on("close", () => started.stop());
  socket.write(`${started.port}\n`);
}

function hostOf(environment: NodeJS.ProcessEnv): LanguageHost {
  host = new LanguageHost(environment);
  return host;
}

/** A program whose engine is gone ends as if it were killed. */
function endRun(socket: Socket): void {
  if (host?.isOver === false) process.exit(0);
  socket.end("over\n");
}

function environmentOf(variables: string): NodeJS.ProcessEnv {
  const pairs = variables.split("\0").filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
// Whoever started it is gone.
process.stdin.on("end", () => process.exit(0)).resume();
