import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { preview } from "../../../commands/up/preview.ts";
import type { Pulumi } from "../../../commands/up/pulumi.ts";
import type { PlanReport } from "../../../model/transition/plan/planReport.ts";

const PLAN: PlanReport = { updates: [[]], gained: [], lost: [], accounts: {} };
const EVENTS = ['{"sequence":0,"preludeEvent":{}}', '{"sequence":1,"cancelEvent":{}}'];

/** A CLI that notes what it is asked for. */
interface Cli {
  /** Lines that it writes for `--event-log`; undefined when it doesn't know that flag. */
  readonly events?: readonly string[];
  /** Whether the program fails. */
  readonly fails?: true;
  /** Whether it can't show events. */
  readonly cantReplay?: true;
}

async function previewed({ events, fails, cantReplay }: Cli, flags: readonly string[] = []) {
  const ran: string[] = [];
  const code = fails ? 1 : 0;
  let hasPlan = false;
  const pulumi: Pick<Pulumi, "show" | "display" | "read"> = {
    show: async ([command = ""]) => {
      ran.push(`show ${command}`);
      hasPlan = !fails;
      return code;
    },
    display: async ([command = "", , , ...shown]) => {
      ran.push([`display ${command}`, ...shown].join(" "));
      return cantReplay ? 1 : 0;
    },
    read: async (args) => {
      ran.push(`read ${args[0]}`);
      const at = args.indexOf("--event-log");
      if (at >= 0 && !events) return { code: 255, stdout: "" };
      if (at >= 0) writeFileSync(args[at + 1] as string, (events ?? []).join("\n"));
      hasPlan = !fails;
      return { code, stdout: "{}" };
    },
  };
  const take = () => {
    const plan = hasPlan ? PLAN : undefined;
    hasPlan = false;
    return plan;
  };
  return { result: await preview(pulumi, { environment: {}, take }, flags), ran };
}

describe("the preview of npm run up", () => {
  it("is one, which is read and shown", async () => {
    const { result, ran } = await previewed({ events: EVENTS });
    assert.deepEqual(result, { plan: PLAN, json: "{}" });
    assert.deepEqual(ran, ["read preview", "display replay-events --preview"]);
  });

  it("is shown as the flags want it", async () => {
    const flags = ["--diff", "--parallel", "4", "--color", "never", "--refresh"];
    const { ran } = await previewed({ events: EVENTS }, flags);
    assert.equal(ran.at(-1), "display replay-events --preview --diff --color never");
  });

  for (const [what, cli] of [
    ["whose events end early", { events: EVENTS.slice(0, 1) }],
    ["that can't show events", { events: EVENTS, cantReplay: true }],
  ] as const) {
    it(`is shown by another one of a CLI ${what}`, async () => {
      const { result, ran } = await previewed(cli);
      assert.deepEqual(result, { plan: PLAN, json: "{}" });
      assert.equal(ran.at(-1), "show preview");
    });
  }

  it("is made anew, once to be shown and once to be read, of a CLI that writes no events", async () => {
    const { result, ran } = await previewed({});
    assert.deepEqual(result, { plan: PLAN, json: "{}" });
    assert.deepEqual(ran, ["read preview", "show preview", "read preview"]);
  });

  it("is shown when it fails, and there is nothing to go on from", async () => {
    const { result, ran } = await previewed({ events: EVENTS, fails: true });
    assert.deepEqual(result, { refused: "the preview failed; pulumi says above why" });
    assert.deepEqual(ran, ["read preview", "display replay-events --preview"]);
  });

  it("says in the end which mandatory policies stop it", async () => {
    const finding = (policyName: string, name: string, enforcementLevel = "mandatory") =>
      JSON.stringify({
        policyEvent: {
          ...{ policyName, enforcementLevel },
          resourceUrn: `urn:pulumi:a::b::aws:ssoadmin/permissionSet:PermissionSet::${name}`,
        },
      });
    const told = async (...findings: string[]) => {
      const events = [...findings, ...EVENTS];
      const { result } = await previewed({ events, fails: true });
      return "refused" in result ? result.refused : undefined;
    };
    assert.equal(
      await told(finding("session-duration", "one"), finding("odd", "one", "advisory")),
      "1 finding of mandatory policies is in the way (session-duration on one); pulumi says above how to mend it",
    );
    const all = ["one", "two", "two", "three", "four", "five"].map((name) => finding("odd", name));
    assert.match(
      (await told(...all)) ?? "",
      /^5 findings of .* \(odd on one, odd on two, odd on three and 2 more\)/,
    );
  });
});
