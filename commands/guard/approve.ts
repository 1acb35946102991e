import type { Approval, Approvals } from "../../model/schema/approvals.ts";
import { matches } from "../../policies/iam/patterns/wildcard.ts";
import type { Finding } from "./finding.ts";

/** A finding, and the approval that lets the update do it. */
export interface JudgedFinding extends Finding {
  readonly approval?: Approval;
  /** An approval of it that has ended. */
  readonly ended?: Approval;
}

/** Judges findings by approvals, and remembers which of these were of use. */
export class Approver {
  readonly #approvals: readonly Approval[];
  readonly #today: string;
  readonly #used = new Set<Approval>();

  /** @param today `YYYY-MM-DD` */
  constructor({ approvals }: Approvals, today: string) {
    this.#approvals = approvals;
    this.#today = today;
  }

  judge(finding: Finding): JudgedFinding {
    const about = this.#approvals.filter((one) => concerns(one, finding));
    const [approval] = about.filter((one) => !this.#hasEnded(one));
    if (approval) {
      // Two that say the same are of use both.
      for (const one of about) this.#used.add(one);
      return { ...finding, approval };
    }
    const [ended] = about;
    return { ...finding, ...(ended && { ended }) };
  }

  get ended(): readonly Approval[] {
    return this.#approvals.filter((one) => this.#hasEnded(one));
  }

  get unused(): readonly Approval[] {
    return this.#approvals.filter((one) => !this.#hasEnded(one) && !this.#used.has(one));
  }

  #hasEnded({ until }: Approval): boolean {
    return until < this.#today;
  }
}

/** Whether an approval speaks of a finding: of its kind, by the name that is told, the name in Pulumi's state, or the URN. */
function concerns({ what, who }: Approval, { kind, name, urn = "" }: Finding): boolean {
  if (what !== kind) return false;
  const resource = urn.split("::").slice(3).join("::");
  return [name, urn, resource].some((one) => one !== "" && matches(who, one));
}
