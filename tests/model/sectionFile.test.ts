import assert from "node:assert/strict";
import { parseConfiguration } from "../../model/parse.ts";

const files: Readonly<Record<string, string>> = {
  "people.prod.yaml": "ada: { givenName: Ada, familyName: Lovelace }\n",
  "people.prod.json": '{"ada": {"givenName": "Ada", "familyName": "Lovelace"}}',
  "wrong.yaml": "ada: { givenName: Ada, familyName: Lovelace, titel: Countess }\n",
  "list.yaml": "- ada\n",
  "broken.yaml": "ada: {\n",
  "empty.yaml": "# nobody yet\n",
};

function parse(people: unknown) {
  const readFile = (path: string) => {
    const content = files[path];
    if (content === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    return content;
  };
  const { configuration, problems } = parseConfiguration({ people }, { readFile });
  return {
    people: Object.keys(configuration.people),
    about: problems
      .filter(({ path }) => path.startsWith("access:people"))
      .filter(({ severity }) => severity === "error")
      .map(({ path, message }) => `${path}: ${message}`),
  };
}

describe("a section in a file of its own", () => {
  for (const name of ["people.prod.yaml", "people.prod.json"]) {
    it(`is read from ${name}`, () => {
      assert.deepEqual(parse(name), { people: ["ada"], about: [] });
    });
  }

  it("is checked like one in the stack file", () => {
    const [problem = ""] = parse("wrong.yaml").about;
    assert.match(problem, /^access:people\.ada\.titel: .*did you mean "title"/);
  });

  it("may be empty", () => {
    assert.deepEqual(parse("empty.yaml"), { people: [], about: [] });
  });

  for (const [name, reason] of [
    ["missing.yaml", /^access:people: "missing\.yaml" can't be read .*no such file/],
    ["broken.yaml", /^access:people: "broken\.yaml" can't be read as YAML/],
    ["list.yaml", /^access:people: "list\.yaml" holds .*a group of keys is wanted/],
    ["people.txt", /^access:people: is "people\.txt".*or the name of a \.yaml or \.json file/],
  ] as const) {
    it(`is refused when it is ${name}, and the message says why`, () => {
      const { about } = parse(name);
      assert.equal(about.length, 1);
      assert.match(about[0] ?? "", reason);
    });
  }
});
