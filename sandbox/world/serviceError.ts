/** An error that an AWS API answers with. */
export class ServiceError extends Error {
  /** Such as `ConflictException`. */
  readonly code: string;
  /** The same request would succeed a little later, such as while another operation on the permission set still runs. */
  readonly transient: boolean;

  constructor(code: string, message: string, options: { transient?: boolean } = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.transient = options.transient ?? false;
  }
}

/** AWS accepted the request and works on it, but its caller waited no longer. */
export class WaitTimeout extends Error {
  constructor() {
    super("timeout while waiting for state to become 'SUCCEEDED' (last state: 'IN_PROGRESS')");
    this.name = "WaitTimeout";
  }
}

export function notFound(what: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", `${what} not found`);
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ServiceError && error.code === "ResourceNotFoundException";
}
