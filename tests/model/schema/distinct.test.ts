import { assertRefused, valid } from "../example.ts";

describe("a list whose entries become resources", () => {
  for (const [path, yaml, value] of [
    [
      "alarms.emails[2]",
      "alarms: { enabled: true, emails: [a@example.com, b@example.com, a@example.com] }",
      "a@example.com",
    ],
    [
      "detection.accessAnalyzer.regions[1]",
      "detection: { enabled: true, accessAnalyzer: { regions: [eu-west-1, eu-west-1] } }",
      "eu-west-1",
    ],
    [
      "identityCenter.regions[1]",
      "identityCenter: { regions: [us-east-1, us-east-1] }",
      "us-east-1",
    ],
  ] as const) {
    it(`may say nothing twice: access:${path}`, () => {
      assertRefused(valid(yaml), `access:${path}`, value, "it is there already; remove it");
    });
  }
});
