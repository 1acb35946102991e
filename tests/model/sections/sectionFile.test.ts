import assert from "node:assert/strict";
import { Places } from "../../../model/files/places.ts";
import { parseConfiguration } from "../../../model/parse.ts";
import { valid } from "../example.ts";

const files: Readonly<Record<string, string>> = {
  "people.prod.yaml": "ada: { givenName: Ada, familyName: Lovelace }\n",
  "people.prod.json": '{"ada": {"givenName": "Ada", "familyName": "Lovelace"}}',
  "wrong.yaml": "# staff\nada:\n  givenName: Ada\n  familyName: Lovelace\n  titel: Countess\n",
  "list.yaml": "- ada\n",
  "text.yaml": "root:x:0:0\n",
  "broken.yaml": "ada: {\n",
  "tabs.yaml": `ada:\n  givenName: Ada\n${"\tfamilyName: Lovelace\n".repeat(3_000)}`,
  "twice.yaml": "ada: { givenName: A, familyName: L }\nada: { givenName: B, familyName: M }\n",
  "two.yaml": "ada: { givenName: A, familyName: L }\n---\nbob: {}\n",
  "empty.yaml": "",
  "comment.yaml": "# nobody yet\n",
  "null.yaml": "~\n",
  "map.yaml": "{}\n",
  "map.json": "{}",
  "wrapped.yaml": "people:\n  ada: { givenName: Ada, familyName: Lovelace }\n",
  "wrappedPrefix.yaml": "access:people:\n  ada: { givenName: Ada, familyName: Lovelace }\n",
  "wrappedConfig.yaml": "config:\n  access:people:\n    ada: { givenName: Ada, familyName: L }\n",
  "wrappedEmpty.yaml": "people:\n",
  "called.yaml":
    "people: { givenName: Peo, familyName: Ple }\nada: { givenName: A, familyName: L }\n",
  "merged.yaml":
    "ada: &a { givenName: Ada, familyName: Lovelace }\nbob: { <<: *a, givenName: Bob }\n",
};

function readFile(path: string): string {
  const content = files[path];
  if (content === undefined) {
    const message = `ENOENT: no such file or directory, open '/home/ada/${path}'`;
    throw Object.assign(new Error(message), { code: "ENOENT" });
  }
  return content;
}

function parse(people: unknown) {
  const places = new Places();
  const { configuration, problems } = parseConfiguration(
    { ...valid(), people },
    { readFile, places },
  );
  return {
    people: Object.keys(configuration.people),
    errors: places.on(problems).filter(({ severity }) => severity === "error"),
  };
}

describe("a section in a file of its own", () => {
  for (const name of ["people.prod.yaml", "people.prod.json"]) {
    it(`is read from ${name}`, () => {
      assert.deepEqual(parse(name), { people: ["ada"], errors: [] });
    });
  }

  it("is read with merge keys, and with an entry that is called like the section", () => {
    assert.deepEqual(parse("merged.yaml"), { people: ["ada", "bob"], errors: [] });
    assert.deepEqual(parse("called.yaml"), { people: ["people", "ada"], errors: [] });
  });

  it("is checked like one in the stack file, and told with its own file and line", () => {
    const [problem] = parse("wrong.yaml").errors;
    assert.equal(problem?.path, "access:people.ada.titel");
    assert.match(problem.message, /did you mean "title"/);
    assert.equal(problem.place, "wrong.yaml:5");
  });

  for (const [name, place, reason] of [
    ["missing.yaml", undefined, /^"missing\.yaml" can't be read \(there is no such file\);/],
    ["broken.yaml", "broken.yaml:1", /^"broken\.yaml" is not valid YAML/],
    ["tabs.yaml", "tabs.yaml:3", /^"tabs\.yaml" is not valid YAML: a tab indents this line/],
    ["twice.yaml", "twice.yaml:2", /a key is written twice/],
    ["two.yaml", "two.yaml:2", /a second document/],
    ["list.yaml", "list.yaml", /^"list\.yaml" holds a list; a group of keys is wanted/],
    ["text.yaml", "text.yaml", /^"text\.yaml" holds a string; a group of keys is wanted/],
    [
      "empty.yaml",
      "empty.yaml",
      /^"empty\.yaml" is empty, .*generator failed; .*access:people: {}/,
    ],
    ["comment.yaml", "comment.yaml", /^"comment\.yaml" is empty/],
    ["null.yaml", "null.yaml", /^"null\.yaml" is empty/],
    ["map.yaml", "map.yaml", /^"map\.yaml" is empty/],
    ["map.json", "map.json", /^"map\.json" is empty/],
    ["wrapped.yaml", "wrapped.yaml:1", /^holds the key "people" above the entries/],
    ["wrappedPrefix.yaml", "wrappedPrefix.yaml:1", /^holds the key "access:people" above/],
    ["wrappedConfig.yaml", "wrappedConfig.yaml:1", /^holds the key "config" above/],
    ["wrappedEmpty.yaml", "wrappedEmpty.yaml:1", /^holds the key "people" above/],
    ["people.txt", undefined, /^is "people\.txt".*or the name of a \.yaml or \.json file/],
  ] as const) {
    it(`is refused with one error when it is ${name}, and the message says why and where`, () => {
      const { errors } = parse(name);
      assert.equal(errors.length, 1, JSON.stringify(errors));
      assert.match(errors[0]?.path ?? "", /^access:people\b/);
      assert.equal(errors[0]?.place, place);
      assert.match(errors[0]?.message ?? "", reason);
      assert.doesNotMatch(errors[0]?.message ?? "", /Ada|Lovelace|root:x/);
    });
  }

  it("may be without entries in the stack file, where its author says so", () => {
    const { errors } = parse({});
    assert.deepEqual(
      errors.map(({ path }) => path),
      ["access:groups.administrators.members[0]"],
    );
  });

  it("is refused as a whole where it is wrapped in the stack file, too", () => {
    const { errors } = parse({ people: { ada: { givenName: "A", familyName: "L" } } });
    assert.deepEqual(
      errors.map(({ path }) => path),
      ["access:people.people"],
    );
  });
});
