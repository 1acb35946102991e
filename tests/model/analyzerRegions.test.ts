import { assertRefused, valid } from "./example.ts";

describe("Regions in which Access Analyzer looks", () => {
  for (const region of ["cn-north-1", "us-gov-west-1", "eusc-de-east-1"]) {
    it(`are of the home Region's partition: not ${region}`, () => {
      const yaml = `detection: { enabled: true, accessAnalyzer: { regions: [eu-west-1, ${region}] } }`;
      const path = "access:detection.accessAnalyzer.regions[1]";
      assertRefused(valid(yaml), path, region, "name a Region of aws");
    });
  }
});
