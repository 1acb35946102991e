import * as pulumi from "@pulumi/pulumi";

/** More than the engine works at, with any `--parallel` that AWS's limits leave room for. */
const AT_A_TIME = 512;

/** Asks the engine for a resource. */
type Ask = (request: unknown, answer: (...answered: readonly unknown[]) => void) => void;

/**
 * Asks the engine for so many resources at a time. The SDK asks for all at once that wait for nothing, and the engine keeps
 * a good deal of each question: of 10,000 people half a gigabyte. A resource is asked for when all that it depends on is
 * there, so that what is asked for never waits for what is held back.
 */
export function holdRegistrationsBack(): void {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) return;
  const register = monitor.registerResource.bind(monitor) as unknown as Ask;
  monitor.registerResource = heldBack(register, AT_A_TIME) as typeof monitor.registerResource;
}

/** @param atATime how many may be unanswered */
export function heldBack(ask: Ask, atATime: number): Ask {
  const waiting = new Set<() => void>();
  let unanswered = 0;
  const goOn = () => {
    for (const next of waiting) {
      if (unanswered >= atATime) return;
      waiting.delete(next);
      unanswered += 1;
      next();
    }
  };
  return (request, answer) => {
    waiting.add(() =>
      ask(request, (...answered) => {
        unanswered -= 1;
        answer(...answered);
        goOn();
      }),
    );
    goOn();
  };
}
