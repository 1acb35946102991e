import type { Events, Wanted } from "./events.ts";

/** What a field has to be, one of several. */
export const oneOf = (...is: string[]): Wanted => ({ is });

/** Of what was done, and not refused. */
export const done = { errorCode: { isAbsent: true } } as const;

/** Calls of a service that were done. */
export const calls = (source: string, ...names: string[]): Events => ({
  eventSource: oneOf(source),
  eventName: oneOf(...names),
  ...done,
});

export const SSO = "sso.amazonaws.com";
