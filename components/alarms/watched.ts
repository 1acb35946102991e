/** Whom alarms are about, where they aren't about everybody. */
export interface Watched {
  readonly groupIds: readonly string[];
  readonly permissionSetArns: readonly string[];
  /** By name, with path. */
  readonly emergencyRoles: readonly string[];
  readonly emergencyUsers: readonly string[];
}
