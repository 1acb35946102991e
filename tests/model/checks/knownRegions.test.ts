import { parseEmergency } from "../../../model/parseEmergency.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import { assertProblem, parsed, valid } from "../example.ts";

/** Where a Region can stand, and what stands around it. */
const places: Readonly<Record<string, (region: string) => readonly Problem[]>> = {
  "access:identityCenter.region": (region) => ofStack(`identityCenter: { region: ${region} }`),
  "access:identityCenter.regions[0]": (region) =>
    ofStack(`identityCenter: { region: eu-west-1, regions: [${region}] }`),
  "access:detection.accessAnalyzer.regions[0]": (region) =>
    ofStack(`detection: { enabled: true, accessAnalyzer: { regions: [${region}] } }`),
  "access:emergency.saml.regions[0]": (region) =>
    ofEmergency({
      "access:emergency": { saml: { metadataFile: "none.xml", regions: [region] }, roles: {} },
    }),
  "aws:region": (region) => ofEmergency({ "aws:region": region, "access:emergency": {} }),
};

function ofEmergency(config: Readonly<Record<string, unknown>>): readonly Problem[] {
  const options = { project: "emergency", readFile: () => "", today: "2026-11-23" };
  return parseEmergency(config, options).problems;
}

function ofStack(sections: string): readonly Problem[] {
  return parsed(valid(sections)).problems;
}

describe("Regions in stack files", () => {
  for (const [path, problems] of Object.entries(places)) {
    it(`are warned of where they aren't known, and taken: ${path}`, () => {
      assertProblem(problems("us-eest-1"), "warning", path, 'did you mean "us-east-1"?');
      assertProblem(problems("xx-moon-1"), "warning", path, '"xx-moon-1"', "newer");
    });
  }
});
