import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createProxy, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** Address of the server, as clients that go through its proxy reach it. */
export const gitHost = "https://git.example.com";

/** A Git host on this machine, in a thread of its own: it answers while a test waits for a command. */
export class GitServer {
  readonly #worker: Worker;

  /** @param directory holds the bare repositories */
  constructor(directory: string) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: directory });
  }

  /** Environment variables with which clients find it. */
  async environment(): Promise<NodeJS.ProcessEnv> {
    const [environment] = await once(this.#worker, "message");
    return environment;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

if (!isMainThread) parentPort?.postMessage(await serveGit(workerData));

/** Serves bare repositories by HTTPS, as a Git host does, on this machine alone. @returns environment of its clients */
async function serveGit(directory: string): Promise<NodeJS.ProcessEnv> {
  const key = join(directory, "key.pem");
  const certificate = join(directory, "certificate.pem");
  makeCertificate(key, certificate);
  const pair = { key: readFileSync(key), cert: readFileSync(certificate) };
  const git = execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim();
  const server = createServer(pair, (request, response) =>
    answer(join(git, "git-http-backend"), directory, request, response),
  );
  const port = await listen(server);
  // Go's clients reach a host of any name through it, and its port isn't in the address.
  const proxy = createProxy();
  proxy.on("connect", (_, client) => {
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) socket.on("error", () => socket.destroy());
  });
  const proxyPort = await listen(proxy);
  return { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, SSL_CERT_FILE: certificate };
}

async function listen(server: ReturnType<typeof createProxy>): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function makeCertificate(key: string, certificate: string): void {
  const { hostname } = new URL(gitHost);
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const name = ["-subj", `/CN=${hostname}`, "-addext", `subjectAltName=DNS:${hostname}`];
  const files = ["-days", "2", "-keyout", key, "-out", certificate];
  execFileSync("openssl", ["req", ...kind, ...name, ...files], { stdio: "pipe" });
}

/** Git's own server, as a web server runs it (RFC 3875). */
function answer(
  backend: string,
  repositories: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { pathname, search } = new URL(request.url ?? "/", gitHost);
  const { headers } = request;
  const child = spawn(backend, [], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: repositories,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
    },
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  child.on("close", () => {
    const all = Buffer.concat(chunks);
    const end = all.indexOf("\r\n\r\n");
    for (const line of all.subarray(0, end).toString().split("\r\n")) {
      const [name = "", value = ""] = line.split(": ");
      if (name === "Status") response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(all.subarray(end + 4));
  });
}
