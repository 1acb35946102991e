const events = ["unhandledRejection", "uncaughtException"] as const;
type Listener = (error: unknown) => void;

/** Runs `work` while errors that nobody catches go to `listener`, and to nobody else. */
export async function whileListening<T>(listener: Listener, work: () => Promise<T>): Promise<T> {
  const others = events.map((event) => process.listeners(event as "exit") as Listener[]);
  for (const event of events) {
    process.removeAllListeners(event);
    process.on(event as "unhandledRejection", listener);
  }
  try {
    const result = await work();
    // Node reports a rejection only after the promises of this turn have settled.
    await new Promise((resolve) => setImmediate(resolve));
    return result;
  } finally {
    events.forEach((event, index) => {
      process.removeListener(event, listener);
      for (const other of others[index] ?? []) process.on(event as "unhandledRejection", other);
    });
  }
}
