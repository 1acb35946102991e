import * as accessanalyzer from "@pulumi/aws/accessanalyzer/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AccessAnalyzerArgs } from "../detectionArgs.ts";
import { retryTransientErrors } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import type { DetectionPlace } from "./place.ts";

/**
 * Analyzers with the organization as their zone of trust. External access shows only in the Region of its resource;
 * findings of unused access are the same in every Region, so that one analyzer does and a second one costs the same
 * again (IAM User Guide, "Create an IAM Access Analyzer unused access analyzer").
 */
export function createAnalyzers(
  { parent, name, region, owner, tags }: DetectionPlace,
  { external = true, regions = [], unusedDays }: AccessAnalyzerArgs,
  dependsOn: pulumi.Resource[],
): void {
  const opts = {
    parent,
    dependsOn,
    // Another one of the same name is refused as long as the former is there.
    deleteBeforeReplace: true,
    hooks: { onError: [retryTransientErrors()] },
    ...secretTagOptions(tags),
  };
  const wanted = external ? (regions.length > 0 ? regions : [region]) : [];
  for (const one of new Set(wanted)) {
    new accessanalyzer.Analyzer(
      `${name}/external/${one}`,
      {
        analyzerName: `${name}-external-access`,
        region: one,
        type: owner.apply(() => "ORGANIZATION"),
        tags,
      },
      opts,
    );
  }
  if (unusedDays === undefined) return;
  new accessanalyzer.Analyzer(
    `${name}/unused`,
    {
      analyzerName: `${name}-unused-access`,
      region,
      type: owner.apply(() => "ORGANIZATION_UNUSED_ACCESS"),
      configuration: { unusedAccess: { unusedAccessAge: unusedDays } },
      tags,
    },
    opts,
  );
}
