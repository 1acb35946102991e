import type { Change, State, TableName, Tables } from "./tables.ts";

/** Where a call goes to, and whose it is. */
export interface CallScope {
  /** The Region; absent for global services. */
  readonly region?: string | undefined;
  /** The account of the credentials. Default: what the organization file says. */
  readonly account?: string | undefined;
  /** They are that account's root user's. Default: false. */
  readonly isRoot?: boolean | undefined;
}

/** One API call's view of the world: what it changes is noted, and undone when the call fails. */
export class Transaction {
  readonly changes: Change[] = [];
  /** The Region the call goes to; absent for global services. */
  readonly region: string | undefined;
  /** The account of the caller's credentials; absent: what the organization file says. */
  readonly account: string | undefined;
  /** The caller is its account's root user. */
  readonly isRoot: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How long asynchronous operations take, in milliseconds. */
  readonly latency: number;
  /** How many assignment operations may be under way at once. */
  readonly outstandingLimit: number;
  readonly #state: State;
  readonly #undo: Change[] = [];

  constructor(
    state: State,
    options: {
      scope?: CallScope;
      now: number;
      latency: number;
      outstandingLimit: number;
    },
  ) {
    this.#state = state;
    this.region = options.scope?.region;
    this.account = options.scope?.account;
    this.isRoot = options.scope?.isRoot ?? false;
    this.now = options.now;
    this.latency = options.latency;
    this.outstandingLimit = options.outstandingLimit;
  }

  get<T extends TableName>(table: T, key: string): Tables[T] | undefined {
    return this.#state.get(table, key);
  }

  rows<T extends TableName>(table: T, prefix?: string): Tables[T][] {
    return this.#state.rows(table, prefix);
  }

  put<T extends TableName>(table: T, key: string, value: Tables[T]): void {
    this.#change([table, key, value]);
  }

  remove(table: TableName, key: string): void {
    this.#change([table, key, null]);
  }

  /** How often this was asked before for the same name. */
  generation(name: string): number {
    const count = this.get("generations", name)?.count ?? 0;
    this.put("generations", name, { count: count + 1 });
    return count;
  }

  rollBack(): void {
    for (const change of this.#undo.reverse()) this.#state.apply(change);
    this.changes.length = 0;
  }

  #change(change: Change): void {
    const [table, key] = change;
    this.#undo.push([table, key, this.#state.get(table, key) ?? null]);
    this.#state.apply(change);
    this.changes.push(change);
  }
}
