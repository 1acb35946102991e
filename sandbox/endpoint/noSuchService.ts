import { cbor } from "@smithy/core/cbor";
import type { HttpRequest } from "./httpRequest.ts";
import type { HttpAnswer } from "./protocols/protocol.ts";

const MESSAGE =
  "the sandbox's endpoint has no such service; docs/sandbox.md names those that it has";
const JSON_CODE = "UnknownOperationException";

/** Signing names of services that speak REST with XML (their Smithy models, aws.protocols#restXml). */
const REST_XML = /^(s3([-.].*|express)?|route53|cloudfront)$/;

/**
 * The answer to a request that no service here knows, in the protocol in which it came: SDKs and the CLI read no other
 * (Smithy, "AWS Query protocol", "AWS EC2 Query protocol", "AWS restXml protocol", "Smithy RPC v2 CBOR protocol").
 */
export function noSuchService(request: HttpRequest): HttpAnswer {
  const { headers, signature } = request;
  if (headers["smithy-protocol"] === "rpc-v2-cbor") {
    return {
      status: 404,
      headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
      body: cbor.serialize({ __type: JSON_CODE, message: MESSAGE }),
    };
  }
  if (isQuery(request)) {
    const error = `<Error><Code>InvalidAction</Code><Message>${MESSAGE}</Message></Error>`;
    const isEc2 = signature?.service === "ec2";
    return xml(
      isEc2
        ? `<Response><Errors>${error}</Errors></Response>`
        : `<ErrorResponse>${error}</ErrorResponse>`,
    );
  }
  if (REST_XML.test(signature?.service ?? "")) {
    const error = `<Code>NotImplemented</Code><Message>${MESSAGE}</Message>`;
    const isS3 = signature?.service.startsWith("s3");
    return xml(
      isS3 ? `<Error>${error}</Error>` : `<ErrorResponse><Error>${error}</Error></ErrorResponse>`,
    );
  }
  return {
    status: 404,
    headers: { "content-type": "application/json", "x-amzn-errortype": JSON_CODE },
    body: JSON.stringify({ __type: JSON_CODE, message: MESSAGE }),
  };
}

/** A form, in the body or the query, that names action and version. */
function isQuery({ method, headers, query, body }: HttpRequest): boolean {
  const isForm = /x-www-form-urlencoded/.test(String(headers["content-type"]));
  const form = method === "POST" && isForm ? new URLSearchParams(body) : query;
  return form.has("Action") && form.has("Version");
}

function xml(body: string): HttpAnswer {
  return { status: 404, headers: { "content-type": "text/xml" }, body };
}
