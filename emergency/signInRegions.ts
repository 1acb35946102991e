const ADDRESS = /https:\/\/(?:([a-z]+(?:-[a-z]+)+-\d+)\.)?signin\.[^"]*\/saml/g;

/**
 * Regions whose sign-in a trust policy accepts beside the global one. Where there is no global one, the first is the home
 * Region's, which stands in for it (signInAddresses).
 */
export function signInRegions(trustPolicy: string): ReadonlySet<string> {
  const regions = [...trustPolicy.matchAll(ADDRESS)].map(([, region]) => region);
  const hasGlobal = regions.includes(undefined);
  return new Set(regions.slice(hasGlobal ? 0 : 1).flatMap((region) => region ?? []));
}
