import type { ProviderName } from "../components/wording.ts";
import type { ParsedStack } from "../model/parseStack.ts";
import type { Place } from "./place.ts";

/** A configuration, and where it comes from: a stack, or the input of a component. */
export interface ConfigurationSource {
  readonly stack: ParsedStack;
  /** The sections as they were given, by their names without `access:`. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** Whether a section is a secret as a whole. */
  readonly isSecret: (section: string) => boolean;
  /** Home Region of Identity Center. */
  readonly region: string;
  readonly place: Place;
  /** Types of the component above, as URNs have them; empty where there is none. */
  readonly parentType: string;
  /** The provider that everything is made with; undefined where that isn't this program's. */
  readonly providerUrn: ProviderName | undefined;
  /** What walks a plan of several updates. */
  readonly planCommands: readonly string[];
  /** What compares this stack with AWS; undefined where no command does. */
  readonly driftCommand: string | undefined;
  /** A message about the stack file in the words of this source. */
  readonly worded: (message: string) => string;
}
