import { createServer, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
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
    if (what === "over") void endRun(socket);
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

/** Ends this process where something of the run may go on, as it would be killed. */
async function endRun(socket: Socket): Promise<void> {
  const left = await leftBy();
  await host?.abandon();
  if (left.length > 0 || host?.isOver === false || host?.wasAbandoned) process.exit(0);
  socket.end("over\n");
}

/** What this process has between two runs: its server, who asks, and pipes of who started it. */
const OWN = ["PipeWrap", "PipeWrap", "PipeWrap", "TCPServerWrap", "TCPSocketWrap"];

/** What else keeps it busy, once connections to an engine that is gone had time to end. */
async function leftBy(): Promise<string[]> {
  let left: string[] = [];
  let turn = 0;
  for (; turn < 1000; turn++) {
    await setImmediate();
    const own = [...OWN];
    left = process.getActiveResourcesInfo().filter((one) => {
      if (!own.includes(one)) return one !== "Immediate";
      own.splice(own.indexOf(one), 1);
      return false;
    });
    if (left.length === 0) break;
  }
  return left;
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
