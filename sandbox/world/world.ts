import type { OrganizationSnapshot } from "../organizationSnapshot.ts";
import { type Clock, systemClock } from "./clock.ts";
import { complete } from "./completion.ts";
import { type FaultSwitch, faultKey, findFault } from "./faults.ts";
import { isChange } from "./gate.ts";
import { seed } from "./initialState.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import type { OperationName, Request, Response } from "./operations.ts";
import { perform } from "./perform.ts";
import { refusal } from "./refusals.ts";
import { Disconnected, ServiceError, WaitTimeout } from "./serviceError.ts";
import { type OperationRecord, State } from "./tables.ts";
import { type CallScope, Transaction } from "./transaction.ts";

export interface WorldOptions {
  /** What exists before anything is deployed. */
  readonly snapshot: OrganizationSnapshot;
  readonly journal: Journal;
  /** How long asynchronous operations take, in milliseconds. Default: 0, they end before the next call. */
  readonly latency?: number;
  /** The account that calls, unless a call says otherwise. Default: what the organization file says. */
  readonly account?: string;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: nothing goes wrong. */
  readonly faults?: readonly FaultSwitch[];
  /** How many assignment operations may be outstanding before AWS throttles. Default: no limit. */
  readonly outstandingLimit?: number;
  /** Whether calls that change something wait, after so many of them. Default: they don't. */
  readonly isHeld?: (changes: number) => boolean;
  /** What the fault `Crash` does. Default: an error that only the caller sees. */
  readonly crash?: () => never;
}

/** Who calls. */
export interface Caller extends Omit<CallScope, "region"> {
  /** Told how many seconds the answer takes, when a fault switch makes it slow. */
  readonly slow?: (seconds: number) => void;
}

/** AWS as far as Identity Center needs it. All calls come through {@link World.call}. */
export class World {
  readonly latency: number;
  readonly clock: Clock;
  readonly #options: WorldOptions;
  readonly #state = new State();
  readonly #counts = new Map<string, number>();
  readonly #faultUses = new Map<string, number>();
  #sequence = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.latency = options.latency ?? 0;
    this.clock = options.clock ?? systemClock;
    this.#exclusively(() => {
      const tx = this.#transaction();
      seed(tx, this.#state, options.snapshot);
      if (tx.changes.length > 0) this.#append({ operation: "Snapshot", request: {} }, tx);
    });
  }

  /**
   * One call of an AWS API.
   * @param region that the call goes to; absent for global services
   * @throws ServiceError as AWS answers it; WaitTimeout and Disconnected when a fault switch wants it.
   */
  call<O extends OperationName>(
    operation: O,
    request: Request<O>,
    region?: string,
    caller: Caller = {},
  ): Response<O> {
    let crashed = false;
    try {
      return this.#exclusively(() => {
        const fault = findFault(this.#options.faults ?? [], this.#faultUses, operation, request);
        crashed = fault?.error === "Crash";
        const account = caller.account ?? this.#options.account;
        const scope = { ...caller, account, region };
        const response = this.#execute(operation, request, scope, fault);
        if (fault?.error === "Slow") caller.slow?.(fault.seconds ?? 0);
        return response;
      });
    } finally {
      if (crashed) this.#crash();
    }
  }

  /** Waits while a gate is before this call. */
  async whileHeld(operation: OperationName): Promise<void> {
    const { isHeld } = this.#options;
    if (isHeld === undefined || !isChange(operation)) return;
    const changes = () => {
      const made = [...this.#counts].filter(([name]) => isChange(name));
      return made.reduce((sum, [, count]) => sum + count, 0);
    };
    while (isHeld(changes())) await this.clock.sleep(5);
  }

  /** How many entries the journal has. */
  get sequence(): number {
    return this.#sequence;
  }

  /** How often each operation was called, over all runs on this journal. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  #execute<O extends OperationName>(
    operation: O,
    request: Request<O>,
    scope: CallScope,
    fault: FaultSwitch | undefined,
  ): Response<O> {
    const { region } = scope;
    const tx = this.#transaction(scope);
    const entry = {
      operation,
      ...(region === undefined ? {} : { region }),
      request,
      ...(fault ? { fault: faultKey(fault) } : {}),
    };
    try {
      const refused = fault && refusal(fault, operation, request);
      if (refused) throw refused;
      const response = perform(tx, operation, request);
      if (fault?.error === "FAILED") failLater(tx, fault.reason);
      this.#append(entry, tx);
      if (fault?.error === "TIMEOUT") throw new WaitTimeout();
      if (fault?.error === "Disconnect") throw new Disconnected(response);
      return response;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      tx.rollBack();
      this.#append({ ...entry, error: { code: error.code, message: error.message } }, tx);
      throw error;
    }
  }

  #exclusively<T>(work: () => T): T {
    const { journal } = this.#options;
    return journal.exclusively(
      (entry) => {
        for (const change of entry.changes) this.#state.apply(change);
        this.#count(entry);
      },
      () => {
        this.#endOperations();
        return work();
      },
    );
  }

  #endOperations(): void {
    const now = this.clock.now();
    for (const record of this.#state.rows("running")) {
      if (record.endsAt > now) continue;
      const tx = this.#transaction();
      const { status, failureReason } = complete(tx, record);
      const failed = status === "FAILED" && {
        error: { code: status, message: failureReason ?? "" },
      };
      const operation = `${record.operation} (ended)`;
      this.#append({ operation, request: { RequestId: record.requestId }, ...failed }, tx);
    }
  }

  #transaction(scope: CallScope = {}): Transaction {
    const { outstandingLimit = Number.POSITIVE_INFINITY } = this.#options;
    const { latency } = this;
    const now = this.clock.now();
    return new Transaction(this.#state, { scope, now, latency, outstandingLimit });
  }

  #append(entry: Omit<JournalEntry, "sequence" | "changes">, tx: Transaction): void {
    const complete = { sequence: this.#sequence + 1, ...entry, changes: tx.changes };
    this.#options.journal.append(complete);
    this.#count(complete);
  }

  #count(entry: JournalEntry): void {
    this.#sequence = entry.sequence;
    this.#counts.set(entry.operation, (this.#counts.get(entry.operation) ?? 0) + 1);
    if (entry.fault) this.#faultUses.set(entry.fault, (this.#faultUses.get(entry.fault) ?? 0) + 1);
  }

  #crash(): never {
    if (this.#options.crash) this.#options.crash();
    throw new Error("the provider's process crashed (fault switch)");
  }
}

function failLater(
  tx: Transaction,
  reason = "Received a 500 status error: internal failure.",
): void {
  const started = tx.changes.find(([table]) => table === "running")?.[2] as OperationRecord;
  tx.put("running", started.requestId, { ...started, failureReason: reason });
}
