import { AsyncLocalStorage } from "node:async_hooks";

interface Answer {
  isGiven: boolean;
  readonly fail: (error: unknown) => void;
}

const answers = new AsyncLocalStorage<Answer>();

/**
 * Runs what makes a component for somebody who tells how it went, such as the host of a package. Comes back with the
 * first failure of whatever is below it.
 */
export function answering<Made>(make: () => Promise<Made>): Promise<Made> {
  return new Promise<Made>((resolve, reject) => {
    const answer = { isGiven: false, fail: reject };
    const made = answers.run(answer, make);
    made.then(resolve, reject).finally(() => {
      answer.isGiven = true;
    });
  });
}

/**
 * What an output comes to that can't be told. In a program it is the error, with which the SDK ends it. Where somebody
 * answers for the component it waits for ever: the SDK would tell the error twice more, and in the answers for all other
 * components that are being made (pulumi sdk/nodejs/provider/server.ts, uncaughtHandler).
 */
export function fail(error: unknown): Promise<never> {
  const answer = answers.getStore();
  if (answer === undefined || answer.isGiven) return Promise.reject(error);
  answer.fail(error);
  return new Promise(() => {});
}
