/** What was read of AWS, or that it wasn't: which is never the same as nothing there. */
export type Section<Value> = Read<Value> | NotRead;

export interface Read<Value> {
  readonly isRead: true;
  readonly value: Value;
}

export interface NotRead {
  readonly isRead: false;
  /** The IAM action that is missing, such as `sso:ListPermissionSets`. */
  readonly action: string;
  /** AWS's own words. */
  readonly message: string;
}

/** AWS refused a call for want of a permission, or what stands in for AWS doesn't know the call. */
export class Denied extends Error {
  readonly action: string;
  /** AWS's own words. */
  readonly words: string;

  constructor(action: string, words: string) {
    super(`not read, for want of ${action} (docs/live.md has the policy): ${words}`);
    this.name = "Denied";
    this.action = action;
    this.words = words;
  }
}

/** Reads something, which isn't read where a permission is missing. Anything else that goes wrong is thrown. */
export async function section<Value>(work: () => Promise<Value>): Promise<Section<Value>> {
  try {
    return { isRead: true, value: await work() };
  } catch (error) {
    if (error instanceof Denied) return notRead(error);
    throw error;
  }
}

export function notRead({ action, words }: Denied): NotRead {
  return { isRead: false, action, message: words };
}

/**
 * What a command can't do without.
 * @throws Denied where it wasn't read
 */
export function needed<Value>(read: Section<Value>): Value {
  if (read.isRead) return read.value;
  throw new Denied(read.action, read.message);
}

/** Everything in a value that wasn't read, each action once, as AWS refused it first. */
export function allNotRead(value: unknown): NotRead[] {
  const found = new Map<string, NotRead>();
  const look = (one: unknown): void => {
    if (typeof one !== "object" || one === null) return;
    if (isNotRead(one)) {
      if (!found.has(one.action)) found.set(one.action, one);
      return;
    }
    for (const inner of Object.values(one)) look(inner);
  };
  look(value);
  return [...found.values()];
}

function isNotRead(value: object): value is NotRead {
  return "isRead" in value && value.isRead === false;
}
