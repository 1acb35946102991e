/** A person, group or permission set. */
export interface Who {
  /** Key of the code; absent for what it doesn't name. */
  readonly key?: string;
  /** In AWS. */
  readonly name: string;
}

/** How somebody has a permission set: through a group, or by an assignment of their own. */
export interface Way {
  readonly group?: Who;
}

export const DIRECT: Way = {};
