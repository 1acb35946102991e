import type { IncomingMessage } from "node:http";

/** A request as it came, with what its signature says. */
export interface HttpRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** Absent where it isn't signed. Signatures aren't checked: any key will do. */
  readonly signature?: Signature;
}

/** The scope of a signature (AWS Signature Version 4). */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  /** The service's signing name, such as `sso`. */
  readonly service: string;
}

export async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? "/", "http://127.0.0.1");
  const signature = signatureOf(message.headers.authorization);
  return {
    method: message.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body: Buffer.concat(chunks).toString("utf8"),
    ...(signature ? { signature } : {}),
  };
}

function signatureOf(authorization = ""): Signature | undefined {
  const scope = /Credential=([^/\s,]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization);
  if (!scope) return undefined;
  const [, accessKeyId = "", region = "", service = ""] = scope;
  return { accessKeyId, region, service };
}
