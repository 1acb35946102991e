import type { Exemption } from "./exemption.ts";

/** What a rule was configured with. */
export interface RuleConfiguration {
  readonly exemptions?: readonly Exemption[];
  readonly [setting: string]: unknown;
}

interface Entry {
  configuration: RuleConfiguration;
  /** Exemptions that hid a finding. */
  readonly used: Set<string>;
}

/** What the rules were configured with and which exemptions were of use: one policy can't see another's configuration. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();

  /** Notes a rule's configuration, as it is at the moment. */
  configured(rule: string, configuration: RuleConfiguration): void {
    const entry = this.#entries.get(rule);
    if (entry) entry.configuration = configuration;
    else this.#entries.set(rule, { configuration, used: new Set() });
  }

  /** Notes that an exemption hid a finding. */
  use(rule: string, exemption: Exemption): void {
    this.#entries.get(rule)?.used.add(JSON.stringify(exemption));
  }

  configurationOf(rule: string): RuleConfiguration | undefined {
    return this.#entries.get(rule)?.configuration;
  }

  isUsed(rule: string, exemption: Exemption): boolean {
    return this.#entries.get(rule)?.used.has(JSON.stringify(exemption)) ?? false;
  }
}
