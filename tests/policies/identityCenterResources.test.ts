import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../commands/policyAnalyzerRequest.ts";
import { judges } from "./resourceTable.ts";
import { Pack, resource } from "./stack.ts";

const PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet";

/** `YYYY-MM-DD`, some days from today. */
function day(offset: number): string {
  return new Date(Date.now() + offset * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

const seen = { mode: "every-sign-in", attestedOn: day(-10), attestedBy: "ada" };

describe("policies for single resources of Identity Center", () => {
  const pack = new Pack();
  before(async function () {
    this.timeout(60_000);
    await pack.start();
  });
  after(async () => await pack.stop());

  const assignment = "aws:ssoadmin/accountAssignment:AccountAssignment";
  judges(pack, "identity-center-groups-only", assignment, [
    ["an assignment to a group", { principalType: "GROUP" }],
    ["an assignment to a person", { principalType: "USER" }, "mandatory principal-type"],
    ["an assignment without a principal", {}, "mandatory principal-type"],
    ["an assignment to who knows whom", { principalType: NOT_KNOWN_YET }, "advisory unknown"],
  ]);

  judges(pack, "identity-center-session-duration", PERMISSION_SET, [
    ["no duration, which is an hour", {}],
    ["twelve hours", { sessionDuration: "PT12H" }],
    ["a minute more than twelve hours", { sessionDuration: "PT12H1M" }, "mandatory too-long"],
    ["a day, written as a day", { sessionDuration: "P1D" }, "mandatory too-long"],
    ["a duration that is none", { sessionDuration: "8h" }, "mandatory malformed"],
    ["an empty duration", { sessionDuration: "PT" }, "mandatory malformed"],
    ["an unknown duration", { sessionDuration: NOT_KNOWN_YET }, "advisory unknown"],
  ]);

  const component = "identity-center:index:IdentityCenter";
  judges(pack, "identity-center-mfa-attested", component, [
    ["a fresh attestation", { mfa: seen }],
    ["MFA when the context changes", { mfa: { ...seen, mode: "context-aware" } }],
    ["MFA of the identity provider", { mfa: { ...seen, mode: "identity-provider" } }],
    ["no attestation", {}, "mandatory not-attested"],
    ["MFA switched off", { mfa: { ...seen, mode: "disabled" } }, "mandatory mode"],
    ["a mode that doesn't exist", { mfa: { ...seen, mode: "sometimes" } }, "mandatory mode"],
    ["an attestation by nobody", { mfa: { ...seen, attestedBy: " " } }, "mandatory nobody"],
    ["an attestation of 180 days ago", { mfa: { ...seen, attestedOn: day(-180) } }],
    [
      "an attestation of 181 days ago",
      { mfa: { ...seen, attestedOn: day(-181) } },
      "advisory too-old",
    ],
    ["an attestation of next week", { mfa: { ...seen, attestedOn: day(7) } }, "mandatory date"],
    ["an attestation of no day", { mfa: { ...seen, attestedOn: "lately" } }, "mandatory date"],
    ["an unknown attestation", { mfa: NOT_KNOWN_YET }, "advisory unknown"],
    ["an unknown day", { mfa: { ...seen, attestedOn: NOT_KNOWN_YET } }, "advisory unknown"],
  ]);

  it("identity-center-session-duration takes the maximum from the configuration", async () => {
    const set = resource(PERMISSION_SET, "s", { sessionDuration: "PT2H" });
    const rule = "identity-center-session-duration";
    assert.deepEqual(await pack.short(rule, [set], { maximum: "PT2H" }), []);
    assert.deepEqual(await pack.short(rule, [set], { maximum: "PT1H" }), ["mandatory too-long s"]);
  });

  it("identity-center-mfa-attested takes the age from the configuration", async () => {
    const center = resource(component, "c", { mfa: seen });
    const rule = "identity-center-mfa-attested";
    assert.deepEqual(await pack.short(rule, [center], { maximumAge: 10 }), []);
    assert.deepEqual(await pack.short(rule, [center], { maximumAge: 9 }), ["advisory too-old c"]);
  });
});
