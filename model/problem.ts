/** Something about a configuration that its author should know. */
export interface Problem {
  /** `error`: nothing is deployed. `warning`: deployed as described, worth a look. */
  readonly severity: "error" | "warning";
  /** Where in the stack file, such as `access:groups.engineers.access[0].permissionSet`. */
  readonly path: string;
  /** What was seen, what is allowed and what to do next, in one lower-case sentence without a final period. */
  readonly message: string;
}
