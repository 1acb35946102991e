/** The identifiers at identity providers of an API answer, as the provider shows them. */
export function externalIds({
  ExternalIds: ids = [],
}: {
  readonly ExternalIds?: readonly { readonly Issuer: string; readonly Id: string }[];
}): { issuer: string; id: string }[] {
  return ids.map(({ Issuer: issuer, Id: id }) => ({ issuer, id }));
}
