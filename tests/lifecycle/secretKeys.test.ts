import assert from "node:assert/strict";
import { namedSecretProblems } from "../../model/sections/namedSecrets.ts";
import type { StackConfig } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { acmeWith, SECTIONS } from "./sectionsOn.ts";

/** Words that a state has whoever writes them: of policy documents, of the engine, of this program's own. */
const WORDS: ReadonlySet<string> = new Set(["2012-10-17", "Deny", "Allow", "*", "create"]);

/** Whose stack it is, which the other stack must know, and the name of an account. */
const STACK = "access:delegatedAdministration.stack";

/** Texts of a configuration, by their path. */
function* textsIn(value: unknown, path: string): Generator<readonly [string, string]> {
  if (typeof value === "string") yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* textsIn(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  }
}

describe("every text of the configuration, encrypted, on the real engine", function () {
  needsPulumi(this);

  it("is refused where names are made of it, and is nowhere in the state otherwise", async () => {
    const deployment = Deployment.create();
    const config = acmeWith(SECTIONS, (config) => {
      Object.assign(config, {
        "access:auditTrail": {
          enabled: true,
          name: "vault-trail",
          logGroup: { retentionDays: 90 },
        },
        "access:alarms": {
          ...{ enabled: true, emails: ["lighthouse@example.com"] },
          ...{ emergencyRoles: ["night/watch"], emergencyUsers: ["glass-owl"] },
        },
      });
    });
    const texts = Object.entries(config)
      .filter(
        ([key]) =>
          key.startsWith("access:") && key !== "access:accounts" && key !== "access:groups",
      )
      .flatMap(([key, value]) => [...textsIn(value, key)]);
    const encrypt = async (all: typeof texts) => {
      deployment.configure(config);
      const flags = all.map(([path, value]) => `--secret '${path}=${value}'`);
      const set = await deployment.advised(`pulumi config set-all --path ${flags.join(" ")}`);
      assert.ok(set.ok, set.said);
      return await deployment.advised("pulumi up");
    };
    try {
      const naming = namedIn(config);
      const named = texts.filter(([path]) => path === "access:auditTrail.name");
      const refused = await encrypt(named);
      assert.ok(!refused.ok);
      assert.match(refused.said, /error: access:auditTrail\.name: is encrypted, and can't be kept/);
      assert.ok(!refused.said.includes("vault-trail"), refused.said);

      const others = texts.filter(([path]) => !naming.has(path));
      const taken = await encrypt(others);
      assert.ok(taken.ok, taken.said);
      const state = await deployment.exported();
      const plain = others.filter(
        ([path, text]) => path !== STACK && !WORDS.has(text) && isIn(state, text),
      );
      assert.deepEqual(plain, []);
    } finally {
      deployment.remove();
    }
  });
});

/** Paths of what is refused, were all of it encrypted. */
function namedIn(config: StackConfig): ReadonlySet<string> {
  const encrypted = JSON.parse(JSON.stringify(config), (_, value: unknown) =>
    typeof value === "string" ? { secure: "v1:x" } : value,
  ) as Record<string, unknown>;
  return new Set(namedSecretProblems(encrypted).map(({ path }) => path));
}

/** As a word of its own. */
function isIn(state: string, text: string): boolean {
  const form = text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`, "u").test(state);
}
