/** Components whose own resources a provider makes: the sandbox registers them and nothing in them. */
export const remoteComponents: ReadonlySet<string> = new Set(["awsx:cloudtrail:Trail"]);

export function remoteComponentNote(type: string): string {
  const name = type.split(":").join(".");
  return `${name} is a remote component: the ${type.split(":").pop()?.toLowerCase()}'s own resources are not shown here`;
}
