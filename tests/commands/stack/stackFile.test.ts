import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  homeRegion,
  parseStackFile,
  programConfiguration,
  readStackFile,
  stackNames,
  toStackFile,
} from "../../../commands/stack/stackFile.ts";
import { Project, smallStack } from "../project.ts";

describe("a stack file", () => {
  it("is found by the stack's name", () => {
    const file = readStackFile("dev");
    assert.deepEqual([file.stack, file.name], ["dev", "Pulumi.dev.yaml"]);
    assert.equal(file.config["aws:region"], "eu-west-1");
    assert.ok(stackNames().includes("dev"));
    assert.ok(!stackNames().includes("yaml"));
  });

  it("may hold a section as JSON text, as `pulumi config set` writes it", () => {
    const of = (people: string) =>
      toStackFile("small", `config:\n  aws:region: eu-west-1\n  access:people: ${people}\n`);
    const [plain, text] = [
      of('{ ada: { email: "a@x.org" } }'),
      of(`'{"ada":{"email":"a@x.org"}}'`),
    ];
    assert.deepEqual(text.config, plain.config);
    assert.deepEqual(programConfiguration(text), programConfiguration(plain));
    const slip = parseStackFile(of(`'{"ada":{"givenNam":"Ada"}}'`)).problems;
    const places = slip
      .filter(({ path }) => path.startsWith("access:people."))
      .map(({ place }) => place);
    assert.deepEqual(new Set(places), new Set(["Pulumi.small.yaml:3"]));
    assert.equal(of("'{ada'").config["access:people"], "{ada", "what is no JSON stays text");
  });

  it("is said to be a part of the configuration where Pulumi ESC adds to it", () => {
    const told = (before: string) =>
      parseStackFile(toStackFile("small", `${before}${smallStack()}`))
        .problems.filter(({ path }) => path === "environment")
        .map(({ severity, place }) => [severity, place]);
    assert.deepEqual(told(""), []);
    assert.deepEqual(told("environment:\n"), []);
    assert.deepEqual(told("# who\nenvironment: [acme/dev]\n"), [
      ["warning", "Pulumi.small.yaml:2"],
    ]);
    const inline = "environment: { values: { pulumiConfig: { access:alarms: {} } } }\n";
    assert.deepEqual(told(inline), [["warning", "Pulumi.small.yaml:1"]]);
  });

  it("is told once, offline, where a group names somebody encrypted", async () => {
    const project = new Project();
    try {
      project.delete("Pulumi.dev.yaml");
      const member = "members: [ada, { secure: v1:ab:cd }]";
      project.write("Pulumi.small.yaml", smallStack().replace(/members: \[ada.*\]/, member));
      const { code, stdout } = await project.run("previewOffline", []);
      assert.equal(code, 1, stdout);
      const told = stdout.split("\n").filter((line) => line.includes("error: "));
      assert.equal(told.length, 1, stdout);
      assert.match(
        told[0] ?? "",
        /error: .*is encrypted, and that hides nothing.*write it as it is/,
      );
    } finally {
      project.remove();
    }
  });

  it("is named where it is a folder", async () => {
    const project = new Project();
    try {
      project.delete("Pulumi.dev.yaml");
      project.write("Pulumi.small.yaml", smallStack());
      mkdirSync(join(project.directory, "Pulumi.folder.yaml"));
      const { code, stdout, stderr } = await project.run("previewOffline", ["--json"]);
      assert.equal(code, 1);
      const stacks: { stack: string; passed: boolean }[] = JSON.parse(stdout);
      assert.deepEqual(
        stacks.map(({ stack, passed }) => [stack, passed]),
        [
          ["folder", false],
          ["small", true],
        ],
      );
      assert.match(stderr, /Pulumi\.folder\.yaml: it is a folder, no ordinary file/);
    } finally {
      await project.remove();
    }
  });

  it("reaches the program as Pulumi hands it over: text as it is, nothing as empty text, the rest as JSON", () => {
    const file = toStackFile(
      "s",
      'config: { aws:region: eu-west-1, access:people: { ada: 1 }, a:id: "000000000001", a:no: }',
    );
    assert.deepEqual(programConfiguration(file), {
      "aws:region": "eu-west-1",
      "access:people": '{"ada":1}',
      "a:id": "000000000001",
      "a:no": "",
    });
  });

  it("is checked as the program checks it", () => {
    const { configuration, problems } = parseStackFile(toStackFile("s", smallStack()));
    assert.deepEqual(problems, []);
    assert.equal(configuration.people.ada?.displayName, "Ada Lovelace");
  });

  it("is refused when it is larger than Pulumi can hand over, and says which section to move", () => {
    const people = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `p${index}`,
        { givenName: "Given", familyName: "Family", email: `p${index}@example.com` },
      ]),
    );
    const yaml = JSON.stringify({ config: { "access:people": people } });
    const { problems } = parseStackFile(toStackFile("prod", yaml));
    const [problem] = problems.filter(({ message }) => message.includes("hand over"));
    assert.equal(problem?.path, "access:people");
    assert.match(problem.message, /write access:people: people\.prod\.yaml$/);
  });

  it("may hold no configuration yet", () => {
    for (const yaml of ["", "config:\n", "encryptionsalt: v1\n"]) {
      assert.deepEqual(toStackFile("s", yaml).config, {});
    }
  });

  it("says the home Region, or the provider's where it says none", () => {
    const regionOf = (yaml: string) => {
      const file = toStackFile("s", yaml);
      return homeRegion(file, parseStackFile(file).configuration);
    };
    const home = "access:identityCenter: { region: us-east-1 }";
    assert.equal(regionOf(`config: { aws:region: eu-west-1, ${home} }`), "us-east-1");
    assert.equal(regionOf("config: { aws:region: eu-west-1 }"), "eu-west-1");
    assert.equal(regionOf("config: {}"), undefined);
  });

  it("fails when there is none for the stack, and lists those that there are", () => {
    assert.throws(
      () => readStackFile("nowhere"),
      /^Error: Pulumi\.nowhere\.yaml does not exist; stacks with a file here: .*\bdev\b/,
    );
  });

  it("fails when it isn't YAML, and says where", () => {
    assert.throws(
      () => toStackFile("s", "config:\n  a: [1\n  b: 2\n"),
      /^Error: Pulumi\.s\.yaml:[234]: is not valid YAML: /,
    );
  });

  it("fails when its configuration is no map", () => {
    assert.throws(
      () => toStackFile("s", "config: [a, b]"),
      /^Error: Pulumi\.s\.yaml:1: config is not a map of keys such as access:people$/,
    );
  });
});
