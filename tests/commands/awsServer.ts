import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers one operation from its input; an error's name becomes its type. */
export type Answer = (input: Record<string, unknown>) => object;

/** An error as AWS answers it. */
export class AwsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** AWS on this machine, as far as a test says: AWS JSON 1.1 on 127.0.0.1. */
export class AwsServer {
  /** Operations in the order in which they were called. */
  readonly calls: string[] = [];
  readonly #answers: Readonly<Record<string, Answer>>;
  readonly #server: Server;

  constructor(answers: Readonly<Record<string, Answer>>) {
    this.#answers = answers;
    this.#server = createServer(async (request, response) => {
      const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
      this.calls.push(operation);
      const { status, body } = this.#answer(operation, await inputOf(request));
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(body));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** What leads the AWS SDK here, with credentials that are none. */
  get environment(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  #answer(operation: string, input: Record<string, unknown>): { status: number; body: object } {
    try {
      const answer = this.#answers[operation];
      if (!answer) throw new AwsError("UnknownOperationException", operation);
      return { status: 200, body: answer(input) };
    } catch (error) {
      const { name, message } = error as Error;
      return { status: 400, body: { __type: name, message } };
    }
  }
}

async function inputOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}");
}
