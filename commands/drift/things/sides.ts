import type { LiveOrganization } from "../../../live/liveOrganization.ts";
import type { Code } from "../code.ts";
import type { StateFacts } from "../state/stateFacts.ts";
import type { Pairs } from "./pairs.ts";

/** All that things are made of: what is wanted, what is there, and what Pulumi remembers. */
export interface Sides {
  readonly code: Code;
  readonly live: LiveOrganization;
  /** Absent where no state was read. */
  readonly state: StateFacts | undefined;
  readonly pairs: Pairs;
}
