import assert from "node:assert/strict";
import { toStackFile } from "../../commands/stack/stackFile.ts";
import { acme } from "./acme.ts";
import { Deployment, needsPulumi, stackFileText } from "./deployment.ts";

const FILE = stackFileText(acme());
const PROTECTION = "config:\n  access:rootGuardrails: { enabled: true }\n";

/** What Pulumi passes over in silence, though whoever wrote it meant something. */
const PASSED_OVER: Readonly<Record<string, string>> = {
  "a second document": `${FILE}---\n${PROTECTION}`,
  "a tag that nobody knows": FILE.replace('"reader":', '"reader": !mine'),
};

describe("a stack file that Pulumi reads otherwise than people, on the real engine", function () {
  needsPulumi(this);

  for (const [what, text] of Object.entries(PASSED_OVER)) {
    it(`is refused before anything is made, in the words of preview:offline: ${what}`, async () => {
      let offline: unknown;
      try {
        toStackFile("test", text);
      } catch (error) {
        offline = error;
      }
      assert.ok(offline instanceof Error);
      const deployment = Deployment.create();
      try {
        deployment.write(text);
        const run = await deployment.advised("pulumi up");
        assert.ok(!run.ok);
        assert.ok(run.said.includes(offline.message), run.said);
        assert.deepEqual(deployment.history, []);
      } finally {
        deployment.remove();
      }
    });
  }
});
