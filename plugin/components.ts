/** What the package holds for programs in every Pulumi language. */
export { AccessGroup } from "../components/accessGroup.ts";
export { Alarms } from "../components/alarms.ts";
export { AuditTrail } from "../components/auditTrail.ts";
export { DelegatedAdministration } from "../components/delegatedAdministration.ts";
export { Detection } from "../components/detection.ts";
export { EmergencyAccess } from "../components/emergencyAccess.ts";
export { IdentityCenter } from "../components/identityCenter.ts";
export { People } from "../components/people.ts";
export { PermissionSet } from "../components/permissionSet.ts";
export { RootGuardrails } from "../components/rootGuardrails.ts";
export { Access } from "../program/access.ts";
