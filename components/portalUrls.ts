/** Addresses of the access portal in a Region. */
export interface RegionalPortal {
  /** Reached by IPv4 alone. */
  readonly ipv4: string;
  /** Reached by IPv4 and IPv6. */
  readonly dualStack: string;
}

/**
 * By Region: addresses that every Region of Identity Center has, the home Region beside its own on awsapps.com (User Guide,
 * "Workforce access through an additional Region"). Of other partitions than aws none is documented there.
 */
export function portalUrls(
  { instanceArn }: { readonly instanceArn: string },
  regions: readonly string[],
): Record<string, RegionalPortal> {
  const [, partition] = instanceArn.split(":");
  if (partition !== "aws") return {};
  const id = instanceArn.split("/").at(-1);
  return Object.fromEntries(
    regions.map((region) => [
      region,
      {
        ipv4: `https://${id}.${region}.portal.amazonaws.com`,
        dualStack: `https://${id}.portal.${region}.app.aws`,
      },
    ]),
  );
}
