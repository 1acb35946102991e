import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { stackFileText } from "../../../commands/import/stackText.ts";
import { YamlSource } from "../../../model/files/yamlSource.ts";
import { MadeByHand } from "./madeByHand.ts";

describe("what is there before npm run import", () => {
  let made: MadeByHand;
  afterEach(() => made?.remove());

  const config = () =>
    (new YamlSource("file", made.read("Pulumi.acme.yaml")).value as { config: unknown }).config;

  for (const [what, before] of [
    ["config without anything", "encryptionsalt: v1:abc\nconfig:\n"],
    ["config in braces", "encryptionsalt: v1:abc\nconfig: {}\n"],
    ["no config", "encryptionsalt: v1:abc\n"],
    ["nothing but a comment", "# encryptionsalt: v1:abc\n"],
  ] as const) {
    it(`keeps a stack file with ${what}`, async () => {
      made = await MadeByHand.started();
      writeFileSync(join(made.folder, "Pulumi.acme.yaml"), before);
      assert.equal((await made.imports()).code, 0);
      const text = made.read("Pulumi.acme.yaml");
      assert.match(text, /encryptionsalt: v1:abc/);
      assert.match(text, /^ {2}access:people:\n {4}ada:$/m);
    });
  }

  it("keeps what people decide and AWS doesn't tell, also with --force", async () => {
    made = await MadeByHand.started();
    const mfa = { mode: "every-sign-in", attestedOn: "2026-11-01", attestedBy: "ada" };
    const own = {
      "access:doctor": { exemptions: [] },
      "access:limits": { deletions: 3 },
      "access:auditTrail": { enabled: true },
      "access:alarms": { enabled: true, emails: ["security@example.com"] },
      "access:detection": { enabled: true },
      "access:rootGuardrails": { enabled: true },
      "access:delegatedAdministration": { account: "prod", stack: "management" },
    };
    const portalUrl = "https://start.example.com/";
    const before = {
      ...own,
      "access:identityCenter": { region: "eu-west-1", portalUrl, mfa },
      "access:people": { grace: { existing: true } },
    };
    writeFileSync(
      join(made.folder, "Pulumi.acme.yaml"),
      JSON.stringify({ config: { "aws:region": "eu-west-1", ...before } }),
    );
    const { code, text } = await made.imports();
    assert.equal(code, 1);
    assert.match(text, /^ {2}- access:people\.grace: /m);
    assert.doesNotMatch(
      text,
      /doctor|limits|auditTrail|alarms|detection|rootGuardrails|delegated|identityCenter/,
    );
    assert.equal((await made.imports({ force: true })).code, 0);
    const written = config() as Record<string, unknown>;
    for (const [key, value] of Object.entries(own)) assert.deepEqual(written[key], value);
    assert.deepEqual(written["access:identityCenter"], { region: "eu-west-1", mfa, portalUrl });
    assert.deepEqual(Object.keys(written["access:people"] as object), ["ada"]);
  });

  const stack = "Pulumi.acme.yaml";
  for (const [what, file, text, message] of [
    [
      "YAML that is broken",
      stack,
      "config:\n  a: [\n",
      /Pulumi\.acme\.yaml:\d+: is not valid YAML/,
    ],
    ["a key twice", stack, "config:\n  a:b: 1\n  a:b: 2\n", /:3: is not valid YAML: a key is/],
    ["a list", stack, "- a\n", /Pulumi\.acme\.yaml is there and is no stack file/],
    ["a word as config", stack, "config: yes\n", /Pulumi\.acme\.yaml is there and is no stack/],
    ["a folder", "import.acme.json", undefined, /import\.acme\.json is there and can't be read/],
  ] as const) {
    it(`refuses ${what} in ${file} before AWS is asked, and leaves it`, async () => {
      made = await MadeByHand.started();
      const path = join(made.folder, file);
      if (text === undefined) mkdirSync(path);
      else writeFileSync(path, text);
      assert.throws(() => made.files({ force: true }), message);
      assert.deepEqual(readdirSync(made.folder), [file]);
      if (text !== undefined) assert.equal(made.read(file), text);
    });
  }

  it("tells a file of its own that isn't YAML any more as one that says otherwise", async () => {
    made = await MadeByHand.started();
    writeFileSync(join(made.folder, "import.acme.json"), "{ [");
    const { code, text } = await made.imports();
    assert.equal(code, 1);
    assert.match(text, /import\.acme\.json:\n +it is not valid YAML$/m);
    assert.equal((await made.imports({ force: true })).code, 0);
  });

  it("leaves nothing half written behind", async () => {
    made = await MadeByHand.started();
    const files = made.files();
    // Since then, somebody put a file there.
    writeFileSync(join(made.folder, "organizations"), "");
    await assert.rejects(made.written(files), /EEXIST|ENOTDIR/);
    assert.deepEqual(readdirSync(made.folder), ["organizations"]);
  });

  it("is written so that Pulumi reads each text as text, whether there was a file or not", () => {
    const words = fc.constantFrom(
      ...["yes", "no", "y", "on", "null", "~", "1e3", "2027-01-01", "2027-1-1", "0777", "0o17"],
      ...["0b1", "0x1F", "1_000", "12:30:45", ".inf", ".5", "=", "<<", "true", "- a", "# c", " a "],
      ...[
        "",
        "a: b",
        "'q'",
        '"',
        "[x]",
        "*",
        "&a",
        "!t",
        "%d",
        "|",
        "@me",
        "a\nb",
        "\u2028",
        "x\\y",
      ],
    );
    const anyText = fc.oneof(words, fc.string({ unit: "grapheme", maxLength: 12 }));
    const befores = ["", "# ours\n", "config:\n  aws:profile: admin\n", "config:\n"];
    fc.assert(
      fc.property(
        fc.constantFrom(...befores),
        fc.dictionary(anyText, fc.oneof(anyText, fc.array(anyText)), { noNullPrototype: true }),
        (before, entries) => {
          const written = stackFileText(before, { "access:people": entries }, "s.json");
          const { value } = new YamlSource("file", written);
          const { config } = value as { config: Record<string, unknown> };
          assert.deepEqual(config["access:people"], entries);
        },
      ),
      {
        examples: befores.flatMap((before): [string, Record<string, string | string[]>][] => [
          [before, { "2027-01-01": "2027-01-01", y: "1e3" }],
          [before, { ["__proto__"]: [] }],
        ]),
      },
    );
  });
});
