import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { Policies, PolicyResource } from "@pulumi/policy";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import fc from "fast-check";
import { type AnalyzedResource, NOT_KNOWN_YET } from "../../commands/analyzer/request.ts";
import { type Handler, type SdkServer, sdkServer } from "../../policies/engine/sdkServer.ts";
import { serveAlone, withOwn } from "../../policies/engine/serveAlone.ts";
import { policies } from "../../policies/policies.ts";
import { plainProperties } from "../../policies/value.ts";
import { runAwsProgram } from "../support/awsProgram.ts";
import { comparable, InProcessPack } from "./inProcessPack.ts";
import deploymentRoles from "./programs/deploymentRoles.ts";
import legacyApplication from "./programs/legacyApplication.ts";
import { saneStack } from "./saneStack.ts";
import { resource } from "./stack.ts";

const sdk = sdkServer() as SdkServer;
const { makeAnalyzerInfo } = createRequire(import.meta.url)("@pulumi/policy/protoutil.js");

/** Handlers as @pulumi/policy has them for a pack, of which some are stood in for. */
function handlersOf(all: Policies, others: Readonly<Record<string, Handler>> = {}) {
  const taken: Handler = (_, answer) => answer(null, {});
  return {
    analyze: taken,
    analyzeStack: taken,
    configure: taken,
    configureStack: taken,
    getAnalyzerInfo: ((_, answer) =>
      answer(
        undefined,
        makeAnalyzerInfo("test", "1.0.0", "advisory", { policies: all }),
      )) as Handler,
    ...others,
  };
}

/** Two packs of the rules: asked by the loop of their own, and by @pulumi/policy. */
function both() {
  const own = policies();
  const handlers = withOwn(handlersOf(own), own, sdk);
  return [new InProcessPack(own, handlers), new InProcessPack(policies())] as const;
}

const mine = { name: "mine", description: "mine", enforcementLevel: "mandatory" } as const;

/** A policy that notes what it is told of resources. */
function listening() {
  const resources: { readonly parent: string | undefined; readonly [key: string]: unknown }[] = [];
  const urns = (all: readonly PolicyResource[] = []) => all.map(({ urn }) => urn);
  const note = ({ type, urn, name, props, provider, ...more }: Told) => {
    const { parent, dependencies, propertyDependencies = {} } = more;
    const from = Object.entries(propertyDependencies).map(([key, all]) => [key, urns(all)]);
    const of = provider && { type: provider.type, props: plainProperties(provider.props) };
    const known = { type, urn, name, inputs: plainProperties(props), provider: of };
    resources.push({ ...known, parent: parent?.urn, dependencies: urns(dependencies), from });
  };
  const policy = {
    ...mine,
    validateResource: note,
    validateStack: (args: { readonly resources: readonly PolicyResource[] }) =>
      args.resources.forEach(note),
  } as Policies[number];
  return { resources, policy };
}
type Told = Pick<PolicyResource, "type" | "urn" | "name" | "props" | "provider"> &
  Partial<Pick<PolicyResource, "parent" | "dependencies" | "propertyDependencies">>;

describe("a pack that has these policies and no other", () => {
  let stacks: readonly (readonly AnalyzedResource[])[];
  before(async () => {
    const all = JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
    const role = (inputs: object) =>
      resource("aws:iam/role:Role", "app", { name: "app", ...inputs });
    stacks = [
      await runAwsProgram(legacyApplication, { mode: "update" }),
      await runAwsProgram(deploymentRoles, { mode: "preview" }),
      saneStack({ without: ["admins-ada"] }),
      saneStack({ isNew: NOT_KNOWN_YET, inlinePolicy: all }),
      [role({ inlinePolicies: [{ name: "all", policy: all }] }), role({})],
      [role({ inlinePolicies: NOT_KNOWN_YET, assumeRolePolicy: "{" })],
      [],
    ];
  });

  it("is asked by a loop of its own with this version of @pulumi/policy: else it is slow", () => {
    const own = policies();
    const served: object[] = [];
    const given = handlersOf(own);
    const { servers } = sdk;
    const { addService } = servers;
    servers.addService = (_, handlers) => served.push(handlers);
    try {
      serveAlone(own, () => servers.addService.call({}, {}, given) as never);
      servers.addService.call({}, {}, given);
    } finally {
      servers.addService = addService;
    }
    const [alone, afterwards] = served as (typeof given)[];
    assert.notEqual(alone?.analyze, given.analyze);
    assert.notEqual(alone?.analyzeStack, given.analyzeStack);
    assert.equal(alone?.getAnalyzerInfo, given.getAnalyzerInfo);
    assert.equal(afterwards, given, "others' servers are as they were");
  });

  it("says what it says when @pulumi/policy asks, in one operation after the other", async () => {
    const operation = fc.nat(6).chain((at) =>
      fc.record({
        at: fc.constant(at),
        // Others are left as they are, such as with --target.
        registered: fc.shuffledSubarray([...(stacks[at]?.keys() ?? [])]),
        isJudged: fc.boolean(),
      }),
    );
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 4 }), async (operations) => {
        const [alone, bySdk] = both();
        for (const { at, registered, isJudged } of operations) {
          const stack = stacks[at] ?? [];
          const ask = async (pack: InProcessPack) => {
            const each = registered.map((one) =>
              pack.resource(stack[one] as AnalyzedResource, stack),
            );
            const said = (await Promise.all(each)).flat();
            return isJudged ? [...said, ...(await pack.stack(stack))] : said;
          };
          const said = await ask(alone);
          found += said.length;
          assert.deepEqual(said, await ask(bySdk));
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(found > 100, String(found));
  });

  it("judges resources with one URN as @pulumi/policy does", async () => {
    const twins = [0, 1].flatMap(() => stacks[2] ?? []);
    const [alone, bySdk] = both();
    assert.deepEqual(comparable(await alone.judge(twins)), comparable(await bySdk.judge(twins)));
  });

  it("is told of every operation that begins, as @pulumi/policy tells it: by other stack tags", async () => {
    const tags: unknown[] = [];
    const validateResource = ({ stackTags }: { readonly stackTags: unknown }) => {
      tags.push(stackTags);
    };
    const own: Policies = [{ ...mine, validateResource }];
    const handlers = withOwn(handlersOf(own), own, sdk);
    const pack = new InProcessPack(own, handlers);
    const ada = resource("aws:iam/user:User", "ada", {});
    await pack.resource(ada);
    await pack.resource(ada);
    handlers.configureStack?.({ request: {} as never }, () => undefined);
    await pack.resource(ada);
    assert.equal(tags[0], tags[1]);
    assert.notEqual(tags[1], tags[2]);
  });

  it("tells of resources, their parents, providers and dependencies what @pulumi/policy tells", async () => {
    const { resources: told, policy: own } = listening();
    const { resources: expected, policy: theirs } = listening();
    const alone = new InProcessPack([own], withOwn(handlersOf([own]), [own], sdk));
    const provider = resource("pulumi:providers:aws", "home", { region: "eu-west-1" });
    for (const plain of stacks) {
      const stack = [provider, ...plain.map((one) => ({ ...one, provider: provider.urn }))];
      await alone.judge(stack);
      await new InProcessPack([theirs]).judge(stack);
    }
    assert.ok(expected.some(({ parent }) => parent !== undefined));
    assert.deepEqual(told, expected);
  });

  it("leaves to @pulumi/policy a pack with other policies, in another order, or that tells of itself later", () => {
    const own = policies();
    for (const all of [[...own, mine], own.toReversed(), own.slice(1), []]) {
      const given = handlersOf(all as Policies);
      assert.equal(withOwn(given, own, sdk), given);
    }
    const later = handlersOf(own, { getAnalyzerInfo: () => undefined });
    assert.equal(withOwn(later, own, sdk), later);
    const { configureStack: _, ...old } = handlersOf(own);
    assert.equal(withOwn(old, own, sdk), old);
  });

  it("leaves to @pulumi/policy to tell of what can't be read", () => {
    const own = policies();
    const analyze: Handler = (_, answer) => answer(new Error("told by @pulumi/policy"));
    const handlers = withOwn(handlersOf(own, { analyze }), own, sdk);
    const said: unknown[] = [];
    handlers.analyze?.({ request: {} as never }, (...all) => said.push(...all));
    assert.match(String(said[0]), /told by @pulumi\/policy/);
  });

  it("is configured as @pulumi/policy was: what that refuses counts for neither", async () => {
    const own = policies();
    let isRefused = false;
    const configure: Handler = (_, answer) => answer(isRefused ? new Error("no") : null, {});
    const handlers = withOwn(handlersOf(own, { configure }), own, sdk);
    const pack = new InProcessPack(own, handlers);
    const set = (level: number) => {
      const request = new analyzer.ConfigureAnalyzerRequest();
      const config = new analyzer.PolicyConfig();
      request.getPolicyconfigMap().set("iam-no-users", config.setEnforcementlevel(level));
      handlers.configure?.({ request: request as never }, () => undefined);
    };
    const ada = resource("aws:iam/user:User", "ada", { name: "ada" });
    const levels = async () =>
      (await pack.resource(ada))
        .filter(({ policy }) => policy === "iam-no-users")
        .map(({ enforcementLevel }) => enforcementLevel);
    const { ADVISORY, MANDATORY, DISABLED, REMEDIATE } = analyzer.EnforcementLevel;
    const [usual] = await levels();
    assert.equal(usual, "mandatory");
    set(ADVISORY);
    assert.deepEqual(await levels(), ["advisory"]);
    set(DISABLED);
    assert.deepEqual(await levels(), []);
    isRefused = true;
    set(MANDATORY);
    assert.deepEqual(await levels(), []);
    isRefused = false;
    set(REMEDIATE);
    assert.deepEqual(await levels(), ["mandatory"]);
  });
});
