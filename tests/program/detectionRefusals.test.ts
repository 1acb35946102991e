import assert from "node:assert/strict";
import type { World } from "../../sandbox/world/world.ts";
import { deployStack, dev } from "../components/deployStack.ts";

const HOME = "eu-west-1";
const security = { name: "Security", title: "Team", email: "s@example.com", phone: "+44 20 1" };
const rules = { enabled: true, recorder: "create" };

/** Analyzers that somebody else made. */
function analyzed(world: World, ...names: string[]) {
  const ServicePrincipal = "access-analyzer.amazonaws.com";
  world.call("EnableAWSServiceAccess", { ServicePrincipal });
  for (const analyzerName of names) {
    world.call("CreateAnalyzer", { analyzerName, type: "ORGANIZATION" }, HOME);
  }
}

function recorded(world: World) {
  const roleArn = "arn:aws:iam::000000000001:role/config";
  world.call("PutConfigurationRecorder", { Id: "default", Properties: { roleArn } }, HOME);
}

/** What AWS refuses, what it had before, the advice, and the key that it names. */
const TABLE: readonly (readonly [
  title: string,
  before: (world: World) => void,
  detection: object,
  advice: RegExp,
  key: string,
])[] = [
  [
    "analyzers beyond the quota",
    (world) => analyzed(world, "one", "two", "three", "four", "five"),
    {},
    /five organization analyzers of a kind in a Region/,
    "accessAnalyzer",
  ],
  [
    "an analyzer of the same name",
    (world) => analyzed(world, "detection-external-access"),
    {},
    /pulumi import \S+:Analyzer detection\/external\/eu-west-1 detection-external-access@eu-west-1/,
    "accessAnalyzer",
  ],
  [
    "analyzers without trusted access",
    () => {},
    { trustedAccess: false },
    /doesn't trust IAM Access Analyzer/,
    "accessAnalyzer",
  ],
  [
    "a second recorder, and takes none over",
    recorded,
    { config: rules },
    /use the one that is there \(recorder: existing\)/,
    "config",
  ],
  [
    "a second service-linked role",
    (world) => {
      world.call("CreateServiceLinkedRole", { AWSServiceName: "config.amazonaws.com" });
    },
    { config: rules },
    /pulumi import \S+:ServiceLinkedRole detection\/config arn:aws:iam::000000000001:role\/aws-service-role\/config\.amazonaws\.com\/AWSServiceRoleForConfig/,
    "config",
  ],
  [
    "rules without a recorder",
    () => {},
    { config: { enabled: true } },
    /has no configuration recorder in this Region/,
    "config",
  ],
  [
    "rules beyond the quota",
    (world) => {
      recorded(world);
      for (let index = 0; index < 1000; index++) {
        world.call("PutConfigRule", { Id: `other-${index}`, Properties: {} }, HOME);
      }
    },
    { config: { enabled: true } },
    /1,000 rules of AWS Config in a Region/,
    "config",
  ],
  [
    "contacts without trusted access",
    () => {},
    {
      trustedAccess: false,
      accessAnalyzer: { external: false },
      contacts: { security, accounts: ["web-dev"] },
    },
    /contact of account 333333333333 \(web-dev\) .*trusts account\.amazonaws\.com/,
    "contacts",
  ],
];

describe("what AWS refuses of access:detection", () => {
  for (const [title, before, detection, advice, key] of TABLE) {
    it(`${title}: says what to do, and in which line`, async () => {
      const config = dev((stack) => {
        const section: object = { enabled: true, ...detection };
        stack["access:detection"] = section as Record<string, never>;
      });
      const { errors, diagnostics } = await deployStack(config, undefined, before);
      assert.notDeepEqual(errors, []);
      const said = diagnostics.map(({ message }) => message);
      assert.ok(
        said.some((one) => advice.test(one) && one.includes(`(access:detection.${key}`)),
        said.join("\n"),
      );
    });
  }
});
