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
  /** Whether the person may have it there, and not while the account administers Identity Center, which it still does. */
  readonly whileRegistered: boolean;
}

/** Why a permission set doesn't become what is wanted in this update. */
export type Halt =
  /** In no order of its parts is what it allows in between within one of the sides: it goes a part of the way. */
  | "steps"
  /** The same, and no way is known on which what both sides allow is there all the time. */
  | "interruption"
  /** Somebody has it until the end of the update, and may not have what it becomes. */
  | "holders"
  /** Administrators need it as it is, until others are there. */
  | "administrators"
  /** It is assigned in an account that is closed or suspended, where AWS can't bring a change. */
  | "closed"
  /** It is assigned in a delegated administrator's account, which is deregistered at the end of the update. */
  | "registered";

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
  /** Somebody has a permission set in an account through a group that there is only in between. */
  | {
      readonly kind: "stopgap";
      readonly group: string;
      /** Key of the group that is made in between. */
      readonly stopgap: string;
      readonly person: string;
      readonly permissionSet: string;
      readonly account: string;
    }
  /** An account is registered as delegated administrator later: somebody would administer through it by what goes. */
  | {
      readonly kind: "register";
      readonly account: string;
      readonly person: string;
      readonly permissionSet: string;
    }
  /** A permission set changes in more than one update, or later. */
  | {
      readonly kind: "policies";
      readonly permissionSet: string;
      readonly why: Halt;
      /** Where it can't change: accounts that are closed or suspended. */
      readonly accounts?: readonly string[];
    }
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
