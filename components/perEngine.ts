import * as pulumi from "@pulumi/pulumi";

/** Stands for the only engine of this process, where there is only one. */
let only: object | undefined;

/**
 * Says that this process serves one engine, as a plugin does: it has a connection of its own for each component,
 * while a hook is registered once.
 */
export function serveOneEngine(): void {
  only = {};
}

/**
 * Makes one thing for each engine that this process talks to. A hook is registered with the engine of the program that
 * makes it, and another engine refuses resources that name it: with the Automation API, a preview and the update after
 * it are two programs in one process, each with an engine of its own.
 *
 * A program that imports this has the thing at once: the engine asks hooks about resources, too, that the program does
 * not make any more.
 */
export function perEngine<Made>(make: () => Made): () => Made {
  const made = new WeakMap<object, Made>();
  const get = () => {
    const engine = pulumi.runtime.getMonitor() && (only ?? pulumi.runtime.getMonitor());
    if (!engine) return make();
    const found = made.get(engine) ?? make();
    made.set(engine, found);
    return found;
  };
  if (pulumi.runtime.getMonitor()) get();
  return get;
}
