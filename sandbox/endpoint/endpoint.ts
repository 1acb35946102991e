import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { WaitTimeout } from "../world/serviceError.ts";
import type { World } from "../world/world.ts";
import { type Answer, type AnswerOptions, answer } from "./answer.ts";
import { accessKeyOf } from "./credentials.ts";
import { readRequest } from "./httpRequest.ts";

export interface EndpointOptions extends AnswerOptions {
  /** Default: a free one. */
  readonly port?: number;
}

/** The sandbox's world behind AWS's own protocols, on 127.0.0.1. */
export class Endpoint {
  readonly #server: Server;
  readonly #port: number;

  constructor(world: World, options: EndpointOptions = {}) {
    this.#port = options.port ?? 0;
    this.#server = createServer(async (message, response) => {
      try {
        await send(response, await answer(world, await readRequest(message), options));
      } catch (error) {
        if (!(error instanceof WaitTimeout)) console.error(error);
        response.destroy();
      }
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((done, failed) => {
      this.#server.once("error", failed);
      this.#server.listen(this.#port, "127.0.0.1", done);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }
}

/**
 * What leads AWS's SDKs and CLI to an endpoint, with keys that are none.
 *
 * @param account whose they are. Default: the one that the organization file says
 */
export function endpointEnvironment(
  url: string,
  region: string,
  account?: string,
): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: account === undefined ? "AKIDEXAMPLE" : accessKeyOf(account),
    AWS_SECRET_ACCESS_KEY: "example",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

/** The whole answer, when it is time; of one that is to be cut, the first half, and the end of the connection. */
async function send(response: ServerResponse, given: Answer): Promise<void> {
  const { status, headers, body, seconds, isCut } = given;
  if (seconds > 0) {
    // Whoever waits no longer needs no answer.
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const { signal } = gone;
    await setTimeout(seconds * 1000, undefined, { signal }).catch(() => undefined);
  }
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, { ...headers, "content-length": length });
  if (!isCut) {
    response.end(body);
    return;
  }
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}
