import assert from "node:assert/strict";
import { parse, stringify } from "yaml";
import type { LiveOrganization } from "../../../live/liveOrganization.ts";
import { groupSchema } from "../../../model/schema/group.ts";
import { permissionSetSchema } from "../../../model/schema/permissionSet.ts";
import { personSchema } from "../../../model/schema/person.ts";
import { DriftFixture } from "./driftFixture.ts";
import { said } from "./said.ts";

type Config = Record<string, Record<string, Record<string, unknown>>>;

/** Fields that say nothing about what AWS has. */
const ABOUT_CODE = ["existing", "aliases", "administrators"];

/** Values that stack dev doesn't have; any text otherwise. */
const values: Readonly<Record<string, unknown>> = {
  email: "other@example.com",
  phone: "+44 20 7946 0000",
  address: { locality: "London" },
  profileUrl: "https://example.com/ada",
  sessionDuration: "PT9H",
  relayState: "https://console.aws.amazon.com/s3",
  managedPolicies: ["ReadOnlyAccess"],
  customerManagedPolicies: ["other"],
  inlinePolicy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "iam:*", Resource: "*" }],
  },
  permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
  tags: { other: "tag" },
  members: ["ada"],
  access: [],
};

const sections = [
  ["access:people", "grace", personSchema.shape],
  ["access:permissionSets", "auditor", permissionSetSchema.shape],
  ["access:groups", "finance", groupSchema.shape],
] as const;

describe("what the code can say", () => {
  let fixture: DriftFixture;
  let live: LiveOrganization;
  before(async () => {
    fixture = await DriftFixture.started();
    live = await fixture.read();
  });
  after(() => fixture.stop());

  for (const [section, key, shape] of sections) {
    for (const field of Object.keys(shape)) {
      if (ABOUT_CODE.includes(field)) continue;
      it(`is compared with what AWS has: ${section}, ${field}`, () => {
        const code = (yaml: string): string => {
          const file = parse(yaml) as { config: Config };
          const entry = file.config[section]?.[key] ?? {};
          entry[field] = values[field] ?? "other";
          return stringify(file);
        };
        const lines = said(fixture.compare(live, { code }));
        assert.notDeepEqual(lines, [], field);
      });
    }
  }
});
