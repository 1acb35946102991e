import type { SetContent } from "../../access/setContent.ts";
import type { Drafting } from "./drafting.ts";

/** What a permission set holds during an update. */
export interface Held {
  readonly ever: readonly SetContent[];
  /** After everything was made and changed, while the rest is deleted. */
  readonly late: readonly SetContent[];
}

export function heldDuring(permissionSet: string, { changes, draft, sides }: Drafting): Held {
  const change = changes.get(permissionSet);
  if (change) {
    const { changing, deleting } = change.visited;
    return { ever: [...changing, ...deleting], late: deleting };
  }
  const content = sides.before.contents.get(permissionSet) ?? draft.contents.get(permissionSet);
  const contents = content ? [content] : [];
  return { ever: contents, late: contents };
}
