/** Why an organization can't be read, where it isn't for AWS to say: what was seen, and what to do. */
export class LiveError extends Error {}

/** Something went away after it was listed, so that AWS doesn't find it. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(ResourceNotFound|TargetNotFound|NoSuchEntity)(Exception)?$/.test(error.name)
  );
}

/** Undefined for what was deleted meanwhile. */
export async function unlessGone<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** An id that AWS's answer can't be without. */
export function idOf(value: string | undefined, what: string): string {
  if (value !== undefined && value !== "") return value;
  throw new LiveError(`AWS's answer has no ${what}: is AWS_ENDPOINT_URL set to something else?`);
}
