import assert from "node:assert/strict";
import path from "node:path";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import fc from "fast-check";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { PolicyAnalyzerProcess } from "../../commands/analyzer/process.ts";
import { toViolations } from "../../commands/analyzer/response.ts";
import { cutDeep, MESSAGES, type Message } from "../../policies/engine/wireDepth.ts";
import { OPERATION, PACK, resource } from "./stack.ts";
import { deepRequest, deepStackRequest, entry, nestedValue } from "./wire.ts";

const LIMIT = 120_000;
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const CUT = new RegExp(`"${UNKNOWN}"`);

const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const policy = JSON.stringify({ Version: "2012-10-17", Statement: everything });
const deep = resource("aws:iam/role:Role", "deep", { inlinePolicies: [{ name: "all", policy }] });
const robot = resource("aws:iam/user:User", "robot", { name: "robot" });
/** The engine itself reads no message of more than 10,000 messages within each other. */
const DEPTHS = [
  ["object", 3_000],
  ["list", 4_900],
  ["list", 20_000],
] as const;

describe("the pack's process asked about properties that are nested deep", () => {
  for (const [name, pack] of [
    ["by itself", PACK],
    ["beside others", path.join(import.meta.dirname, "packs/beside")],
  ] as const) {
    describe(name, () => {
      let host: PolicyAnalyzerProcess;
      before(async () => {
        host = await PolicyAnalyzerProcess.start(pack, OPERATION, LIMIT);
      });
      after(async () => {
        await host?.stop();
      });

      async function call<Response>(
        method: string,
        bytes: Buffer,
        read: (bytes: Uint8Array) => Response,
      ) {
        return await host.call<Response>(
          (client, metadata, options, answer) =>
            client.makeUnaryRequest(
              `/pulumirpc.Analyzer/${method}`,
              (all: Buffer) => all,
              (all) => read(new Uint8Array(all)),
              bytes,
              metadata,
              options,
              (error, response) => answer(error, response as Response),
            ),
          LIMIT,
        );
      }

      async function remediate(bytes: Buffer) {
        const { deserializeBinary } = analyzer.RemediateResponse;
        const response = await call("Remediate", bytes, deserializeBinary);
        return response.getRemediationsList().map((one) => one.getProperties()?.toJavaScript());
      }

      async function ask(method: string, bytes: Buffer) {
        return toViolations(await call(method, bytes, analyzer.AnalyzeResponse.deserializeBinary));
      }

      for (const [kind, depth] of DEPTHS) {
        it(`judges that resource and all others: ${depth} levels of ${kind}s`, async () => {
          const value = nestedValue(depth, kind);
          const found = await ask("Analyze", deepRequest(deep, "tags", value));
          const of = (id: string) => found.filter(({ policy }) => policy === id);
          assert.ok(of("iam-no-administrator-policies").length > 0, JSON.stringify(found));
          assert.ok(found.some(({ message }) => /nested deeper than 100 levels/.test(message)));
          await ask("Analyze", deepRequest(robot, "name", nestedValue(0, kind)));
          const stack = await ask(
            "AnalyzeStack",
            deepStackRequest([deep, robot], deep, "tags", value),
          );
          assert.ok(stack.every(({ message }) => !/rule itself failed/.test(message)));
          const remediations = await remediate(deepRequest(deep, "tags", value));
          // What they hand back never lacks in silence what was cut: the engine takes it for not known.
          for (const made of remediations) assert.match(JSON.stringify(made), CUT);
          assert.equal(remediations.length, name === "beside others" ? 3 : 0);
        });
      }
    });
  }
});

describe("a message that is cut", () => {
  const STRUCT = MESSAGES.analyze?.fields.get(2) as Message;
  const read = (bytes: Uint8Array) =>
    struct.Struct.deserializeBinary(new Uint8Array(bytes)).toJavaScript();

  /** What is left of it, by itself. */
  function expected(value: unknown, left: number): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (left === 0) return UNKNOWN;
    if (Array.isArray(value)) return value.map((one) => expected(one, left - 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, expected(one, left - 1)]),
    );
  }

  it("has what is deep as unknown, and all else as it was", () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 8 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(json, fc.nat(8), (value, left) => {
        const bytes = struct.Struct.fromJavaScript(value as never).serializeBinary();
        const plain = read(bytes);
        const cut = Object.fromEntries(
          Object.entries(plain).map(([key, one]) => [key, expected(one, left)]),
        );
        assert.deepEqual(read(cutDeep(bytes, STRUCT, left)), cut);
      }),
    );
  });

  it("is the very same where nothing is deep", () => {
    for (const kind of ["list", "object"] as const) {
      const bytes = entry("a", nestedValue(30, kind));
      assert.equal(cutDeep(bytes, STRUCT, 30), bytes);
      assert.notEqual(cutDeep(bytes, STRUCT, 29), bytes);
    }
  });

  it("never fails, whatever the bytes", () => {
    const some = fc.constantFrom(...Object.values(MESSAGES));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), some, fc.nat(3), (bytes, message, left) => {
        cutDeep(bytes, message, left);
      }),
    );
  });
});
