import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type PolicyAnalyzer, startPolicyAnalyzer } from "../../commands/analyzer/analyzer.ts";
import type { AnalyzedResource } from "../../commands/analyzer/request.ts";
import { rules } from "../../policies/pack.ts";
import { isOffline, PackedProject } from "./packedProject.ts";
import { findAnalyzer, pulumiAnalyze } from "./pulumiAnalyze.ts";
import { saneStack } from "./saneStack.ts";
import { OPERATION, PACK, resource } from "./stack.ts";
import { stateOf } from "./stateFile.ts";

const pulumi = findAnalyzer();
const robot = resource("aws:iam/user:User", "robot", {});
const legacy = resource("aws:iam/user:User", "legacy-robot", {});
const evening = resource("aws:ssoadmin/permissionSet:PermissionSet", "evening", {
  sessionDuration: "PT3H",
});
const bucket = resource("aws:s3/bucket:Bucket", "evil", {});

/** Of each kind that rules read: policies as text and in templates, with actions, wildcards and trust. */
const VARIOUS = [
  resource("aws:iam/policy:Policy", "wide", {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjects", "iam:Pass*"], Resource: "*" },
      ],
    }),
  }),
  resource("aws:iam/role:Role", "open", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } }],
    }),
  }),
  resource("aws:cloudformation/stack:Stack", "template", {
    templateBody: "Resources:\n  Robot:\n    Type: AWS::IAM::User\n",
  }),
];

/** As `pulumi policy new` makes a pack: CommonJS, under ts-node, with the TypeScript that Pulumi brings. */
const TSCONFIG = { strict: true, target: "es2020", module: "commonjs", moduleResolution: "node" };
const ACME = `import { PolicyPack } from "@pulumi/policy";
import { policies } from "identity-center-policies";

new PolicyPack("acme", {
  policies: [
    ...policies({
      only: ["iam-no-users", "identity-center-session-duration"],
      rules: {
        "iam-no-users": {
          exemptions: [{ resource: "legacy-*", reason: "moves in spring", expires: "2999-01-01" }],
        },
        "identity-center-session-duration": { level: "advisory", maximum: "PT2H" },
      },
    }),
    {
      name: "no-evil",
      description: "No evil",
      enforcementLevel: "mandatory",
      validateResource: ({ name }, report) => {
        if (name === "evil") report("evil");
      },
    },
  ],
});
`;

describe("the policy pack as an npm package", () => {
  const project = new PackedProject();
  before(async function () {
    try {
      await project.create();
    } catch (error) {
      if (!isOffline(error) || process.env.CI) throw error;
      console.log("    no npm registry can be reached: skipped");
      return this.skip();
    }
    project.write("tsconfig.json", JSON.stringify({ compilerOptions: TSCONFIG }));
    project.write("index.ts", ACME);
  });
  after(() => project.remove());

  it("is compiled, with types, licence and documentation whose links work", () => {
    const files = readdirSync(project.unpacked, { recursive: true, encoding: "utf8" });
    const own = files.filter((name) => !name.startsWith("node_modules"));
    assert.deepEqual(
      own.filter((name) => name.endsWith(".ts")),
      ["policies.d.ts"],
    );
    const wanted = ["LICENSE", "PulumiPolicy.yaml", "README.md", "configuration.schema.json"];
    for (const name of wanted) assert.ok(own.includes(name), `${name} is missing`);
    for (const { id } of rules) {
      assert.ok(own.includes(path.join("docs", `${id}.md`)), `docs/${id}.md is missing`);
    }
    for (const page of own.filter((name) => name.endsWith(".md"))) {
      const text = readFileSync(path.join(project.unpacked, page), "utf8");
      for (const [, target = ""] of text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)) {
        const file = path.join(project.unpacked, path.dirname(page), target);
        assert.ok(existsSync(file), `${page} links to ${target}`);
      }
    }
  });

  it("runs from its folder, unpacked and installed, with all rules, and says the same as from this repository", async () => {
    const said = [];
    for (const folder of [PACK, project.unpacked, project.installed]) {
      const pack = await startPolicyAnalyzer(folder, OPERATION);
      try {
        const names = pack.info.policies.map(({ name }) => name);
        for (const { id } of rules) assert.ok(names.includes(id), `${folder} lacks ${id}`);
        await pack.configure({});
        // With the data and parsers that it needs.
        said.push(await pack.analyze([...saneStack(), ...VARIOUS, robot, bucket]));
      } finally {
        await pack.stop();
      }
    }
    for (const rule of ["iam-no-users", "iam-no-administrator-policies"]) {
      assert.ok(said[0]?.some(({ policy }) => policy === rule));
    }
    assert.deepEqual(said[1], said[0]);
    assert.deepEqual(said[2], said[0]);
  });

  describe("within somebody's own pack", () => {
    let pack: PolicyAnalyzer;
    before(async () => {
      pack = await startPolicyAnalyzer(project.acme, OPERATION);
    });
    after(() => pack?.stop());

    it("gives it its rules, as chosen and configured there", async () => {
      const names = pack.info.policies.map(({ name }) => name);
      assert.deepEqual(names.toSorted(), [
        "iam-no-users",
        "identity-center-session-duration",
        "no-evil",
        "policy-configuration",
      ]);
      await pack.configure({});
      assert.deepEqual(await short(pack, [robot, legacy, evening, bucket]), [
        "mandatory iam-no-users robot",
        "advisory identity-center-session-duration evening",
        "mandatory no-evil evil",
      ]);
    });

    it("lets a configuration file override what was configured there", async () => {
      await pack.configure({
        "iam-no-users": { exemptions: [] },
        "identity-center-session-duration": { enforcementLevel: "mandatory", maximum: "PT1H" },
      });
      assert.deepEqual(await short(pack, [legacy, evening]), [
        "mandatory iam-no-users legacy-robot",
        "mandatory identity-center-session-duration evening",
      ]);
      await pack.configure({ "identity-center-session-duration": { maximum: "PT4H" } });
      assert.deepEqual(await short(pack, [legacy, evening]), []);
    });
  });

  it("has types that know rules and settings by name", async () => {
    const start = `import { policies } from "identity-center-policies";\n`;
    project.write(
      "right.ts",
      `${start}policies({ except: ["iam-no-users"] }).map((one) => one.name);
policies({ rules: { "identity-center-mfa-attested": { maximumAge: 90, level: "disabled" } } });`,
    );
    project.write("wrongRule.ts", `${start}policies({ only: ["iam-no-user"] });`);
    project.write(
      "wrongSetting.ts",
      `${start}policies({ rules: { "identity-center-mfa-attested": { maximumAge: "90" } } });`,
    );
    const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
    const options = ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck"];
    const files = ["right.ts", "wrongRule.ts", "wrongSetting.ts"];
    const { output } = await project.node([tsc, ...options, "--module", "nodenext", ...files]);
    assert.deepEqual(
      output.match(/^\w+\.ts.*$/gm)?.map((line) => line.replace(/\(.*?\)/, "")),
      [
        `wrongRule.ts: error TS2820: Type '"iam-no-user"' is not assignable to type 'keyof RuleOptions'. Did you mean '"iam-no-users"'?`,
        "wrongSetting.ts: error TS2322: Type 'string' is not assignable to type 'number'.",
      ],
    );
  });

  for (const [how, text] of [
    ["require", `console.log(require("identity-center-policies").policies().length)`],
    [
      "import",
      `import("identity-center-policies").then((one) => console.log(one.policies().length))`,
    ],
  ] as const) {
    it(`serves nothing when a pack takes it with ${how}`, async () => {
      const { ok, output } = await project.node(["--eval", text]);
      assert.ok(ok, output);
      assert.equal(output, `${rules.length + 1}\n`);
    });
  }

  it("refuses a rule that doesn't exist, also in JavaScript", async () => {
    const text = `require("identity-center-policies").policies({ except: ["iam-no-user"] })`;
    const { ok, output } = await project.node(["--eval", text]);
    assert.equal(ok, false);
    assert.match(output, /no rule is called "iam-no-user"; did you mean "iam-no-users"/);
  });

  it("says which Node.js it needs when an older one runs it", async () => {
    const old = `Object.defineProperty(process, "versions", { value: { node: "20.20.2" } })`;
    const index = path.join(project.installed, "index.js");
    const { ok, output } = await project.node(["--import", `data:text/javascript,${old}`, index]);
    assert.equal(ok, false);
    assert.match(output, /needs Node\.js 22\.18 or later, but runs on 20\.20\.2/);
  });

  for (const way of ["unpacked", "installed", "acme"] as const) {
    it(`lets a Pulumi CLI refuse a bad state (${way})`, function () {
      if (!pulumi) return this.skip();
      const bad = pulumiAnalyze(pulumi, project[way], stateOf([robot]));
      assert.notEqual(bad.status, 0);
      assert.match(bad.output, /\[mandatory\].*iam-no-users.*robot/);
    });
  }

  it("lets a Pulumi CLI pass what its configuration exempts, within somebody's own pack, too", function () {
    if (!pulumi) return this.skip();
    const exemptions = [{ resource: "robot", reason: "moves in spring", expires: "2999-01-01" }];
    const config = {
      all: "advisory",
      "iam-no-users": { enforcementLevel: "mandatory", exemptions },
    };
    const good = pulumiAnalyze(pulumi, project.acme, stateOf([robot]), { config });
    assert.equal(good.status, 0, good.output);
  });
});

/** What a pack says of resources, in short, without what it says of its configuration. */
async function short(pack: PolicyAnalyzer, resources: readonly AnalyzedResource[]) {
  const said = await pack.analyze(resources);
  return said
    .filter(({ policy }) => policy !== "policy-configuration")
    .map(({ enforcementLevel, policy, urn }) =>
      [enforcementLevel, policy, urn?.split("::").at(-1)].join(" "),
    );
}
