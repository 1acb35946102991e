import type { Access } from "../../access/access.ts";
import type { Configuration } from "../../schema/configuration.ts";

/** One of two configurations that are compared, and what it means in its organization. */
export interface AccessSide {
  readonly configuration: Configuration;
  readonly access: Access;
  /** Sign-in names of who is in a group that is made elsewhere, by its name; undefined: nobody wrote them down. */
  readonly membersOf: (displayName: string) => readonly string[] | undefined;
  /** What is secret in a permission set of this key, in any form that is equal for equal secrets; undefined: nothing. */
  readonly secretsOf: (permissionSet: string) => string | undefined;
}
