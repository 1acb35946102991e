import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Denied, section } from "../../live/notRead.ts";
import { Session } from "../../live/session.ts";

/** What stands in for AWS says of an operation that it doesn't know. */
const ANSWERS = {
  "a page of HTML, as a server that failed": { status: 500, body: "<!doctype html><title>x" },
  "AWS's own error in JSON": {
    status: 400,
    body: '{"__type":"UnknownOperationException","message":"unknown"}',
  },
  "that it isn't implemented": {
    status: 501,
    body: '{"__type":"InternalFailure","message":"not implemented"}',
  },
};

describe("an operation that isn't answered", () => {
  let server: Server;
  let session: Session;
  let answer: { readonly status: number; readonly body: string };

  before(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    session = new Session({
      region: "eu-west-1",
      client: {
        endpoint: `http://127.0.0.1:${port}`,
        credentials: { accessKeyId: "x", secretAccessKey: "x" },
        maxAttempts: 1,
      },
    });
  });
  after(() => {
    session.close();
    server.close();
  });

  for (const [what, given] of Object.entries(ANSWERS)) {
    it(`is not read, by its name, where the answer is ${what}`, async () => {
      answer = given;
      const read = await section(() => session.ssoAdmin.listInstances({}));
      assert.ok(!read.isRead);
      assert.equal(read.action, "sso:ListInstances");
      assert.match(read.message, /^sso:ListInstances isn't answered here \(/);
    });
  }

  it("is not read, where XML is wanted and a page of HTML comes", async () => {
    answer = ANSWERS["a page of HTML, as a server that failed"];
    const iam = await session.service("iam");
    const read = await section(() => iam.listUsers({}));
    assert.ok(!read.isRead);
    assert.match(read.message, /^iam:ListUsers isn't answered here \(/);
  });

  it("is another matter than AWS that fails", async () => {
    answer = { status: 500, body: '{"__type":"InternalServerException","message":"oops"}' };
    await assert.rejects(
      section(() => session.ssoAdmin.listInstances({})),
      (error) => !(error instanceof Denied),
    );
  });
});
