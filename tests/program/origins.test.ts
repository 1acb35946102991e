import assert from "node:assert/strict";
import { Access } from "../../model/access/access.ts";
import { Places } from "../../model/files/places.ts";
import { YamlSource } from "../../model/files/yamlSource.ts";
import { Origins } from "../../program/origins.ts";
import { parsed } from "../model/transition/world.ts";

const yaml = `config:
  access:identityCenter:
    region: eu-west-1
  access:people:
    ada: { givenName: Ada, familyName: Lovelace }
  access:permissionSets:
    reader:
      inlinePolicy: {}
  access:groups:
    engineers:
      members:
        - ada
      access:
        - { permissionSet: reader, accounts: [prod] }
`;

const { configuration } = parsed({
  people: {},
  permissionSets: { reader: {} },
  groups: { engineers: { members: ["ada"] } },
});
const origins = new Origins(configuration, new Places(new YamlSource("Pulumi.dev.yaml", yaml)));
const lines = ["access:groups.engineers.access[0]"];
const line = { group: "engineers", permissionSet: "reader", account: "111111111111", lines };
const groups = new Map([["engineers", new Map([["reader", new Map([[line.account, line]])]])]]);
origins.add(new Access(groups, new Map(), "000000000001"));

/** Components' arguments, and what stands at the end of a message about them. */
const TABLE: readonly (readonly [component: string, name: string, path: string, where: string])[] =
  [
    ["IdentityCenter", "center", "", "access:identityCenter, Pulumi.dev.yaml:2"],
    [
      "IdentityCenter",
      "center",
      "attributes",
      "access:identityCenter.attributes, Pulumi.dev.yaml:2",
    ],
    [
      ...(["IdentityCenter", "center", "additionalRegions"] as const),
      "access:identityCenter.regions, Pulumi.dev.yaml:2",
    ],
    ["People", "people", "people/ada", "access:people.ada, Pulumi.dev.yaml:5"],
    ["PermissionSet", "reader", "", "access:permissionSets.reader, Pulumi.dev.yaml:7"],
    [
      ...(["PermissionSet", "reader", "inlinePolicy"] as const),
      "access:permissionSets.reader.inlinePolicy, Pulumi.dev.yaml:8",
    ],
    ["AccessGroup", "engineers", "", "access:groups.engineers, Pulumi.dev.yaml:10"],
    [
      ...(["AccessGroup", "engineers", "members/ada"] as const),
      "access:groups.engineers.members[0], Pulumi.dev.yaml:12",
    ],
    [
      ...(["AccessGroup", "engineers", "access/reader/accounts/111111111111"] as const),
      "access:groups.engineers.access[0], Pulumi.dev.yaml:14",
    ],
    [
      "AccessGroup",
      "engineers",
      "members/grace",
      "access:groups.engineers.members, Pulumi.dev.yaml:11",
    ],
    ["AuditTrail", "audit-trail", "", "access:auditTrail, Pulumi.dev.yaml"],
    ["Alarms", "alarms", "", "access:alarms, Pulumi.dev.yaml"],
    [
      "Detection",
      "detection",
      "config/without",
      "access:detection.config.without, Pulumi.dev.yaml",
    ],
    [
      ...(["DelegatedAdministration", "delegated-administration", "accountId"] as const),
      "access:delegatedAdministration.account, Pulumi.dev.yaml",
    ],
    ["RootGuardrails", "root-guardrails", "", "access:rootGuardrails, Pulumi.dev.yaml"],
  ];

describe("the line that a component's argument was made from", () => {
  for (const [component, name, path, where] of TABLE) {
    it(`is told of ${component} ${name} ${path}`, () => {
      const argument = { component, name, path: path.split("/").filter(Boolean) };
      const end = where === "" ? "" : ` (${where})`;
      assert.equal(origins.told({ argument, message: "went wrong" }), `went wrong${end}`);
      assert.equal(
        origins.told({ argument, resource: "engineers/x", message: "went wrong" }),
        `engineers/x: went wrong${end}`,
      );
    });
  }
});
