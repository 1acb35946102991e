// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as in the Service Authorization Reference.
import assert from "node:assert/strict";
import { service } from "../../../policies/iam/actions/serviceReference.ts";
import { reach } from "../../../policies/iam/reach/reach.ts";
import { takesNothing } from "../../../policies/iam/reach/untaken.ts";
import { allow, identity } from "./statements.ts";

const SERVICES = ["iam", "kms", "lambda", "secretsmanager", "sso", "ssm", "sts"];
const WAYS = ["all", "itself"] as const;

/** Some of a kind, as policies name them, in whichever Region and account. */
function someOf(kind: string): string {
  return kind
    .replace("${Partition}", "aws")
    .replace(/\$\{(Region|Account)\}/g, "*")
    .replace(/\$\{[^}]*\}/g, "x-*");
}

describe("an action on a kind of resource that it doesn't take", () => {
  for (const name of SERVICES) {
    it(`gives nothing, nor itself to its holder: ${name}`, () => {
      const actions = [...(service(name)?.values() ?? [])];
      const kinds = new Set(actions.flatMap((one) => one.resourceTypes.map(({ arn }) => arn)));
      let untaken = 0;
      for (const kind of kinds) {
        for (const { name: action } of actions) {
          const statements = identity(allow(action, someOf(kind)));
          if (!statements.every(takesNothing)) continue;
          untaken++;
          const itself = ["arn:aws:iam::000000000000:role/x-1", "arn:aws:iam::*:user/x-1"];
          for (const on of WAYS) {
            const { verdict } = reach(
              { identity: statements, itself },
              { action, on, stance: "attacker" },
            );
            assert.equal(verdict, "no", `${action} on ${someOf(kind)}, ${on}`);
          }
        }
      }
      assert.ok(untaken > 0 || kinds.size < 2);
    });
  }
});
