import assert from "node:assert/strict";
import { codeOf } from "../../../commands/drift/code.ts";
import { driftOf } from "../../../commands/drift/drift.ts";
import { parseStackFile, toStackFile } from "../../../commands/stack/stackFile.ts";
import { readOrganization } from "../../../live/readOrganization.ts";
import { said } from "../drift/said.ts";
import { MadeByHand } from "./madeByHand.ts";

/** Names that YAML, Pulumi or a shell may take for something else. */
const names = [
  ...["yes", "null", "1e3", "2027-01-01", "=", "~", "0777", "12:30:45", "<<", "[x]", "*", "&a"],
  ...["@me", "a/b", "a:b", "x\\y", "$HOME", "'q'", '"dq"', "Ünïcödé", "ß", "日本"],
];

describe("what npm run import writes", () => {
  let made: MadeByHand;
  afterEach(() => made?.remove());

  it("is what npm run drift finds no difference in, whatever things are called", async () => {
    made = await MadeByHand.started();
    const reader = made.set("2027-01-01", "ReadOnlyAccess");
    for (const name of names) {
      const Name = { GivenName: name, FamilyName: name };
      const person = made.user(name, { DisplayName: name, Name, Title: name, NickName: name });
      made.assign("GROUP", made.group(name, person), reader, "111111111111");
    }
    made.group("x".repeat(1024));
    await made.imports({ fold: true, leave: ["AWSReadOnlyAccess"] });
    const file = toStackFile("acme", made.read("Pulumi.acme.yaml"), (name) => made.read(name));
    const { configuration, problems } = parseStackFile(file);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === "error"),
      [],
    );
    const live = await readOrganization(made.fixture.session());
    const days = { from: "2026-11-27", to: "2026-12-11" };
    const drift = driftOf(codeOf(file, configuration, live, days.from), live, undefined, days);
    // Made elsewhere and needed by nothing, so that it isn't written.
    assert.deepEqual(said(drift), ["unnamed permissionSets AWSReadOnlyAccess"]);
  });
});
