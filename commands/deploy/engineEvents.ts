import type { Problem } from "../../model/problems/problem.ts";
import type { EngineEvent, StepMetadata } from "./engine.ts";
import { type Message, toMessages, withoutColours } from "./message.ts";
import type { PolicyFinding } from "./policyFinding.ts";
import { type Change, type Operation, toResource } from "./resource.ts";

/** What Pulumi calls the steps that are told; a replacement is one step of its three. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  create: "created",
  import: "imported",
  update: "changed",
  replace: "replaced",
  "import-replacement": "replaced",
  delete: "deleted",
  "delete-replaced": "replaced",
};

/** What the engine tells during one run. */
export class EngineEvents {
  readonly changes: Change[] = [];
  readonly findings: PolicyFinding[] = [];
  readonly messages: Message[] = [];
  readonly rules = new Set<string>();
  readonly #problems: readonly Problem[];
  readonly #changed = new Set<string>();

  /** @param problems of the configuration, which are told with their places elsewhere */
  constructor(problems: readonly Problem[]) {
    this.#problems = problems;
  }

  hear(event: EngineEvent): void {
    const { diagnosticEvent, resOutputsEvent, resOpFailedEvent, policyEvent } = event;
    if (resOutputsEvent) this.#step(resOutputsEvent.metadata, false);
    if (resOpFailedEvent) this.#step(resOpFailedEvent.metadata, true);
    if (policyEvent) this.findings.push(toFinding(policyEvent));
    for (const asked of [event.policyAnalyzeSummaryEvent, event.policyAnalyzeStackSummaryEvent]) {
      for (const rule of [...(asked?.passed ?? []), ...(asked?.failed ?? [])]) this.rules.add(rule);
    }
    if (diagnosticEvent) {
      const { severity, message, urn } = diagnosticEvent;
      if (severity !== "error" && severity !== "warning") return;
      this.messages.push(...toMessages(severity, message, urn, this.#problems));
    }
  }

  #step({ op, urn, old, new: now, diffs }: StepMetadata, failed: boolean): void {
    const operation = failed ? "failed" : OPERATIONS[op];
    const key = `${operation} ${urn}`;
    if (operation === undefined || this.#changed.has(key)) return;
    this.#changed.add(key);
    const properties = operation === "changed" || operation === "replaced" ? (diffs ?? []) : [];
    // What failed is named, whatever it holds.
    const inputs = failed ? [] : [old?.inputs, now?.inputs];
    const resource = toResource(urn, (now ?? old)?.parent, ...inputs);
    this.changes.push({ operation, resource, properties });
  }
}

function toFinding(event: NonNullable<EngineEvent["policyEvent"]>): PolicyFinding {
  const { policyName, enforcementLevel, severity, message, resourceUrn } = event;
  return {
    policy: policyName,
    enforcementLevel,
    ...(severity ? { severity } : {}),
    // The engine adds colours and an end of line.
    message: withoutColours(message).replace(/\n$/, ""),
    ...(resourceUrn ? { urn: resourceUrn } : {}),
  };
}
