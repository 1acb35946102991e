import * as pulumi from "@pulumi/pulumi";
import { resourceName } from "../components/auditTrail/resourceName.ts";
import { AUDIT_TRAIL } from "../model/schema/auditTrail.ts";
import type { Deployed } from "../model/transition/deployed.ts";

/**
 * Finds a trail of this name, and its log group, where the state has them by the component's name, as before each name
 * had its own.
 */
export function formerTrail(
  { auditTrail }: Deployed,
  trailName: string | undefined,
): pulumi.ResourceTransform[] {
  const isFormer = auditTrail.parts.some(
    (part) => part.trailName === trailName && part.urn.endsWith(`::${AUDIT_TRAIL}`),
  );
  if (trailName === undefined || trailName === AUDIT_TRAIL || !isFormer) return [];
  const called = resourceName(AUDIT_TRAIL, trailName);
  return [
    ({ name, props, opts }) => {
      if (name !== called) return undefined;
      return { props, opts: pulumi.mergeOptions(opts, { aliases: [{ name: AUDIT_TRAIL }] }) };
    },
  ];
}
