import type { MadeSection } from "../deployed.ts";

/** What somebody would have for seconds, though neither what is deployed nor what is wanted gives it to them. */
export interface Exposure {
  /** Key of a person, or `*` and the key of a group that is made elsewhere. */
  readonly person: string;
  readonly permissionSet: string;
  /** 12 digits. */
  readonly account: string;
  /** Whether the person has the set there before or afterwards, with other policies. */
  readonly withOtherPolicies: boolean;
}

/** What an update leaves for a later one, and why. */
export type Detour =
  /** Somebody joins a group later. */
  | {
      readonly kind: "join";
      readonly group: string;
      readonly person: string;
      readonly exposure: Exposure;
    }
  /** A group gets a permission set in an account later. */
  | {
      readonly kind: "assign";
      readonly group: string;
      readonly permissionSet: string;
      readonly account: string;
      readonly exposure: Exposure;
    }
  /** Somebody stays in a group, or a group keeps a set in an account, until others have what keeps it reachable. */
  | { readonly kind: "stay"; readonly group: string; readonly person: string }
  | {
      readonly kind: "keep";
      readonly group: string;
      readonly permissionSet: string;
      readonly account: string;
    }
  /** A permission set changes in more than one update, or later. */
  | { readonly kind: "policies"; readonly permissionSet: string; readonly wait: boolean }
  /** A name isn't free yet: it is taken later, or another one in between. */
  | {
      readonly kind: "name";
      readonly section: MadeSection;
      readonly key: string;
      readonly name: string;
      /** Key of what has the name now. */
      readonly holder: string;
      /** The name that it has now; undefined for what is new, and people without e-mail. */
      readonly now?: string;
      /** Another name in between. A person has no e-mail in between, or the old one. */
      readonly meanwhile?: string;
    };
