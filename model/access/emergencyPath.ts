/** Path of the roles and users that a stack of emergency/ makes, as alarms name them: without the slash before it. */
export const EMERGENCY_PATH = "emergency/";

/** Name of the role by which people come in from the identity provider. */
export const ENTRY_ROLE = "emergency-operations";
