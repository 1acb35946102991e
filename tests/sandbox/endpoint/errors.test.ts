import assert from "node:assert/strict";
import {
  AccessAnalyzer,
  ThrottlingException as AnalyzerThrottling,
} from "@aws-sdk/client-accessanalyzer";
import { CloudTrail } from "@aws-sdk/client-cloudtrail";
import { IAM, NoSuchEntityException } from "@aws-sdk/client-iam";
import * as ids from "@aws-sdk/client-identitystore";
import * as orgs from "@aws-sdk/client-organizations";
import * as sso from "@aws-sdk/client-sso-admin";
import { STS } from "@aws-sdk/client-sts";
import { cbor } from "@smithy/core/cbor";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { EndpointFixture } from "./fixture.ts";

const wrongArn = "arn:aws:sso:::instance/ssoins-0123456789abcdef";

describe("sandbox's endpoint: errors as AWS's SDK knows them", () => {
  const started: EndpointFixture[] = [];
  afterEach(async () => {
    for (const fixture of started.splice(0)) await fixture.stop();
  });

  async function endpoint(...faults: FaultSwitch[]) {
    const fixture = await EndpointFixture.started({ faults });
    started.push(fixture);
    const settings = fixture.settings();
    const center = new sso.SSOAdmin(settings);
    const [instance] = (await center.listInstances({})).Instances ?? [];
    return {
      fixture,
      settings,
      center,
      store: new ids.Identitystore(settings),
      organizations: new orgs.Organizations(settings),
      InstanceArn: instance?.InstanceArn ?? "",
      IdentityStoreId: instance?.IdentityStoreId ?? "",
    };
  }

  async function failure(call: Promise<unknown>): Promise<Error & Record<string, unknown>> {
    return await call.then(
      () => assert.fail("it was answered"),
      (error: Error & Record<string, unknown>) => error,
    );
  }

  it("throws each service's own exceptions", async () => {
    const { center, store, organizations, settings, InstanceArn, IdentityStoreId } =
      await endpoint();
    const group = { IdentityStoreId, DisplayName: "security" };
    const cases: readonly [Promise<unknown>, new (...args: never[]) => Error][] = [
      [center.describeInstance({ InstanceArn: wrongArn }), sso.ResourceNotFoundException],
      [
        center.createPermissionSet({ InstanceArn, Name: "AWSAdministratorAccess" }),
        sso.ConflictException,
      ],
      [center.createPermissionSet({ InstanceArn, Name: "a b" }), sso.ValidationException],
      [store.createGroup(group), ids.ConflictException],
      [store.createGroup({ ...group, DisplayName: "" }), ids.ValidationException],
      [
        store.describeUser({ IdentityStoreId, UserId: "a".repeat(36) }),
        ids.ResourceNotFoundException,
      ],
      [organizations.describeAccount({ AccountId: "999999999999" }), orgs.AccountNotFoundException],
      [
        organizations.listChildren({ ParentId: "r-none", ChildType: "ACCOUNT" }),
        orgs.ParentNotFoundException,
      ],
      [new IAM(settings).getUser({ UserName: "nobody" }), NoSuchEntityException],
    ];
    for (const [call, type] of cases) {
      const error = await failure(call);
      assert.ok(error instanceof type, `${error.name} is no ${type.name}`);
      assert.ok(error.message.length > 10, error.message);
    }
    const conflict = await failure(store.createGroup(group));
    assert.equal(conflict.Reason, "UNIQUENESS_CONSTRAINT_VIOLATION");
  });

  it("answers for services that it hasn't in the protocol in which it is asked", async () => {
    const { fixture, settings } = await endpoint();
    const said = /the sandbox's endpoint has no such service; docs\/sandbox\.md/;
    const form = new IAM(settings);
    form.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string };
        request.body = request.body.replace(/Version=[\d-]+/, "Version=2010-05-15");
        return next(args);
      },
      { step: "build" },
    );
    const error = await failure(form.listUsers({}));
    assert.equal(error.name, "InvalidAction");
    assert.match(error.message, said);
    const asked = async (service: string, method: string, headers = {}, body?: string) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20270301/eu-west-1/${service}/aws4_request`;
      const init = { method, headers: { authorization, ...headers }, ...(body ? { body } : {}) };
      return await fetch(`${fixture.url}/x`, init);
    };
    const urlEncoded = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
    const action = "Action=DescribeVpcs&Version=2016-11-15";
    for (const [answer, start] of [
      [await asked("ec2", "POST", urlEncoded, action), "<Response><Errors><Error><Code>"],
      [await asked("s3", "GET"), "<Error><Code>"],
      [await asked("route53", "GET"), "<ErrorResponse><Error><Code>"],
      [await asked("lambda", "GET"), '{"__type":'],
      [await asked("ecs", "POST", { "x-amz-target": "X.ListClusters" }, "{}"), '{"__type":'],
    ] as const) {
      const text = await answer.text();
      assert.equal(text.slice(0, start.length), start);
      assert.match(text, said);
    }
    const binary = await asked("monitoring", "POST", { "smithy-protocol": "rpc-v2-cbor" }, "x");
    const { __type, message } = cbor.deserialize(new Uint8Array(await binary.arrayBuffer()));
    assert.equal(__type, "UnknownOperationException");
    assert.match(message, said);
  });

  it("names every member that is missing", async () => {
    const { center } = await endpoint();
    const error = await failure(
      center.createPermissionSet({ InstanceArn: undefined, Name: undefined }),
    );
    assert.equal(error.name, "ValidationException");
    assert.match(
      error.message,
      /^2 validation errors detected: Value null at 'name' .*; Value null at 'instanceArn'/,
    );
  });

  it("answers what it doesn't have with AWS's own error for that", async () => {
    const { center, fixture, settings, organizations } = await endpoint();
    const unknown = { name: "UnknownOperationException" };
    await assert.rejects(center.listTrustedTokenIssuers({ InstanceArn: wrongArn }), unknown);
    await assert.rejects(organizations.deleteOrganization({}), unknown);
    await assert.rejects(new CloudTrail(settings).listChannels({}), unknown);
    await assert.rejects(
      new AccessAnalyzer(settings).listFindings({ analyzerArn: wrongArn }),
      unknown,
    );
    await assert.rejects(new IAM(settings).listGroups({}), { name: "InvalidAction" });
    const other = await fetch(fixture.url, {
      method: "POST",
      headers: { "x-amz-target": "Other.Do" },
    });
    assert.equal(other.status, 404);
    const target = { "x-amz-target": "AWSIdentityStore.constructor" };
    const unsigned = await fetch(fixture.url, { method: "POST", headers: target });
    assert.equal(unsigned.status, 403);
  });

  it("refuses bodies that aren't JSON, and members of another type", async () => {
    const { fixture } = await endpoint();
    const post = async (body: string, operation = "ListUsers") => {
      const scope = "Credential=AKIDEXAMPLE/20261127/eu-west-1/identitystore/aws4_request";
      const response = await fetch(fixture.url, {
        method: "POST",
        headers: {
          "x-amz-target": `AWSIdentityStore.${operation}`,
          authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`,
        },
        body,
      });
      return ((await response.json()) as { __type: string }).__type;
    };
    const wrong = "SerializationException";
    for (const body of ["{", "[]", "null", '{"IdentityStoreId": 5}', '{"Filters": {}}']) {
      assert.equal(await post(body), wrong, body);
    }
    assert.equal(await post("{}", "toString"), "UnknownOperationException");
    assert.equal(await post("{}"), "ValidationException");
  });

  it("throttles, and says when to try again; the SDK goes on by itself", async () => {
    const throttled = { error: "Throttling", seconds: 0, times: 1 } as const;
    const { store, settings, fixture, IdentityStoreId, center, organizations } = await endpoint(
      ...["ListUsers", "ListPermissionSets", "ListRoots", "ListAnalyzers", "GetCallerIdentity"].map(
        (operation) => ({ ...throttled, operation }),
      ),
      { ...throttled, operation: "ListGroups", seconds: 7 },
    );
    const error = await failure(store.listUsers({ IdentityStoreId }));
    assert.ok(error instanceof ids.ThrottlingException);
    const told = await failure(store.listGroups({ IdentityStoreId }));
    assert.ok(told instanceof ids.ThrottlingException);
    assert.equal(told.$response?.headers["retry-after"], "7");
    const { InstanceArn } = (await center.listInstances({})).Instances?.[0] ?? {};
    assert.ok(
      (await failure(center.listPermissionSets({ InstanceArn }))) instanceof
        sso.ThrottlingException,
    );
    assert.ok(
      (await failure(organizations.listRoots({}))) instanceof orgs.TooManyRequestsException,
    );
    assert.ok(
      (await failure(new AccessAnalyzer(settings).listAnalyzers({}))) instanceof AnalyzerThrottling,
    );
    const patient = new STS(fixture.settings({ maxAttempts: 2 }));
    assert.equal((await patient.getCallerIdentity({})).Account, "000000000001");
  });

  it("denies one operation, and no other", async () => {
    const denied = { operation: "ListGroups", error: "AccessDenied" } as const;
    const { store, settings, IdentityStoreId } = await endpoint(denied, {
      operation: "ListIamUsers",
      error: "AccessDenied",
    });
    assert.ok(
      (await failure(store.listGroups({ IdentityStoreId }))) instanceof ids.AccessDeniedException,
    );
    assert.equal((await store.listUsers({ IdentityStoreId })).Users?.length, 1);
    const error = await failure(new IAM(settings).listUsers({}));
    assert.deepEqual(
      [error.name, (error.$metadata as { httpStatusCode: number }).httpStatusCode],
      ["AccessDenied", 403],
    );
  });

  for (const [error, json, query] of [
    ["ExpiredToken", "ExpiredTokenException", "ExpiredTokenException"],
    ["UnrecognizedClient", "UnrecognizedClientException", "InvalidClientTokenId"],
    ["InternalServer", "InternalServerException", "InternalFailure"],
  ] as const) {
    it(`answers ${error} in the words of each protocol`, async () => {
      const { store, settings, IdentityStoreId } = await endpoint(
        { operation: "ListGroups", error },
        { operation: "GetCallerIdentity", error },
      );
      assert.equal((await failure(store.listGroups({ IdentityStoreId }))).name, json);
      assert.equal((await failure(new STS(settings).getCallerIdentity({}))).name, query);
    });
  }

  it("cuts the connection in the middle of an answer, when AWS has carried the call out", async () => {
    const cut = { operation: "CreateGroup", error: "Disconnect", times: 1 } as const;
    const { store, fixture, IdentityStoreId } = await endpoint(cut, {
      ...cut,
      operation: "ListUsers",
    });
    const group = { IdentityStoreId, DisplayName: "new" };
    const error = await failure(store.createGroup(group));
    assert.ok(!("$fault" in error), "it looks like an answer of AWS");
    assert.equal((await store.listGroups({ IdentityStoreId })).Groups?.length, 2);
    // Whoever tries again finds it there.
    assert.ok((await failure(store.createGroup(group))) instanceof ids.ConflictException);
    const patient = new ids.Identitystore(fixture.settings({ maxAttempts: 3 }));
    assert.equal((await patient.listUsers({ IdentityStoreId })).Users?.length, 1);
  });

  it("answers slowly", async () => {
    const { fixture, IdentityStoreId } = await endpoint({
      operation: "ListUsers",
      error: "Slow",
      seconds: 30,
      times: 1,
    });
    const hurried = new ids.Identitystore({
      ...fixture.settings(),
      requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
    });
    assert.equal((await failure(hurried.listUsers({ IdentityStoreId }))).name, "TimeoutError");
    const store = new ids.Identitystore(fixture.settings());
    assert.equal((await store.listUsers({ IdentityStoreId })).Users?.length, 1);
  });
});
