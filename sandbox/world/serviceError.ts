/** An error that an AWS API answers with. */
export class ServiceError extends Error {
  /** Such as `ConflictException`. */
  readonly code: string;
  /** The same request would succeed a little later, such as while another operation on the permission set still runs. */
  readonly transient: boolean;
  /** What AWS gives as the exception's `Reason`, where it does. */
  readonly reason: string | undefined;
  /** After how many seconds AWS says to try again. */
  readonly retryAfter: number | undefined;

  constructor(
    code: string,
    message: string,
    options: {
      transient?: boolean;
      reason?: string | undefined;
      retryAfter?: number | undefined;
    } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.transient = options.transient ?? false;
    this.reason = options.reason;
    this.retryAfter = options.retryAfter;
  }
}

/** AWS accepted the request and works on it, but its caller waited no longer. */
export class WaitTimeout extends Error {
  constructor() {
    super("timeout while waiting for state to become 'SUCCEEDED' (last state: 'IN_PROGRESS')");
    this.name = "WaitTimeout";
  }
}

/** AWS carried the call out, and the connection broke in the middle of its answer. */
export class Disconnected extends Error {
  /** What was on its way. */
  readonly response: object;

  constructor(response: object) {
    super("the connection broke in the middle of the answer (fault switch)");
    this.name = "Disconnected";
    this.response = response;
  }
}

export function notFound(what: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", `${what} not found`);
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ServiceError && error.code === "ResourceNotFoundException";
}
