import type { Limit, Setting } from "../model/transition/protection.ts";

/** What was found so far of the protection that a state has. */
export class ProtectionNotes {
  readonly parts = new Map<Setting, Set<string>>();
  readonly limits = new Map<Limit, number>();
  /** Accounts that rules of the organization leave out: 12 digits each. */
  readonly unjudged = new Set<string>();

  note(setting: Setting, name: string): void {
    const names = this.parts.get(setting) ?? new Set();
    this.parts.set(setting, names.add(name));
  }

  limit(limit: Limit, value: unknown): void {
    const known = positive(value);
    if (known !== undefined) this.limits.set(limit, known);
  }
}

/** AWS's 0 is for none. */
export function positive(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}
