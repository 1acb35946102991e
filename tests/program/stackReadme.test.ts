import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const MODULE = new URL("../../program/stackReadme.ts", import.meta.url);

/** First line of the output `readme`, by the organization that the engine hands over. */
function readmeIn(organization: string | undefined): string {
  const { PULUMI_NODEJS_ORGANIZATION: _, ...env } = process.env;
  const program = `import { stackReadme } from "${MODULE}"; console.log(stackReadme()?.split("\\n")[0] ?? null);`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", program],
    {
      encoding: "utf8",
      env: organization === undefined ? env : { ...env, PULUMI_NODEJS_ORGANIZATION: organization },
    },
  );
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

describe("the stack's README", () => {
  it("is an output where Pulumi Cloud has the state, which shows it, and nowhere else", () => {
    assert.equal(readmeIn("acme"), "# Who may do what in AWS");
    assert.equal(readmeIn("organization"), "null");
    assert.equal(readmeIn(undefined), "# Who may do what in AWS");
  });
});
