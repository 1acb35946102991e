import {
  type LastUpdate,
  type ThingKind,
  thing,
  type Unseen,
  type UpdateNote,
} from "../model/transition/deployed.ts";
import type { NotedSection, SectionNote } from "../model/transition/sectionNotes.ts";
import { deployedContent } from "./contentOf.ts";
import { digestOf } from "./digest.ts";
import { sectionAbove, sectionOf } from "./sectionOf.ts";
import { list, record, text } from "./stateValues.ts";

/** Components that tell of an update: what it set out to do, and that it made all of it. */
export const UPDATE_NOTE = {
  type: "identity-center:index:UpdateNote",
  begun: "update-begun",
  made: "update-made",
  sectionsMade: "sections-made",
} as const;

/** A delegated administrator's registration: one that was taken into the state to go is below no component. */
export const DELEGATE = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";

const OWNER = "identity-center:index:";
const GROUP = `${OWNER}AccessGroup`;

const KINDS: Readonly<Record<string, ThingKind>> = {
  [`${OWNER}People$aws:identitystore/user:User`]: "person",
  [`${GROUP}$aws:identitystore/group:Group`]: "group",
  [`${OWNER}PermissionSet$aws:ssoadmin/permissionSet:PermissionSet`]: "permission set",
  [`${GROUP}$aws:identitystore/groupMembership:GroupMembership`]: "membership",
  [`${GROUP}$aws:ssoadmin/accountAssignment:AccountAssignment`]: "assignment",
  [`${OWNER}DelegatedAdministration$${DELEGATE}`]: "registration",
};

interface Resource {
  readonly urn: string;
  /** With the types of the components that it is in. */
  readonly type: string;
  readonly name: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a state tells of the last update. */
export class DeployedUpdate {
  readonly #things = new Map<string, { urn: string; content: string }>();
  readonly #owners = new Map<string, string>();
  #begun: Readonly<Record<string, unknown>> = {};
  #made: unknown;
  #sectionsMade: Readonly<Record<string, unknown>> = {};
  readonly #sections = new Map<NotedSection, string[]>();
  readonly #contents = new Map<NotedSection, [string, unknown][]>();

  add({ urn, type, name, outputs }: Resource): void {
    const kind = KINDS[type];
    const section = sectionOf(type);
    if (section) this.#sections.set(section, [...(this.#sections.get(section) ?? []), urn]);
    const above = sectionAbove(type);
    if (above) {
      this.#contents.set(above, [...(this.#contents.get(above) ?? []), [urn, outputs]]);
    }
    if (kind !== undefined) {
      const key = keyOf(kind, name, outputs);
      const hasContent = kind === "person" || kind === "group";
      const content = hasContent ? deployedContent(outputs) : "";
      this.#things.set(thing(kind, key), { urn, content });
    } else if (type === GROUP) this.#owners.set(name, urn);
    else if (type === UPDATE_NOTE.type && name === UPDATE_NOTE.begun) this.#begun = outputs;
    else if (type === UPDATE_NOTE.type && name === UPDATE_NOTE.made) this.#made = outputs.update;
    else if (type === UPDATE_NOTE.type && name === UPDATE_NOTE.sectionsMade) {
      this.#sectionsMade = outputs;
    }
  }

  get found(): LastUpdate {
    const { update } = this.#begun;
    const isNoted = typeof update === "number";
    return {
      number: isNoted ? update : 0,
      note: isNoted ? noteIn(this.#begun) : undefined,
      isMade: update === this.#made,
      things: this.#things,
      owners: this.#owners,
      sections: {
        made:
          isNoted && update === this.#sectionsMade.update
            ? (record(this.#sectionsMade.resources) as Record<string, number>)
            : undefined,
        urns: this.#sections,
        contents: new Map([...this.#contents].map(([section, has]) => [section, digestOf(has)])),
      },
    };
  }
}

function keyOf(kind: ThingKind, name: string, outputs: Resource["outputs"]): string {
  if (kind === "registration") return text(outputs.accountId);
  return kind === "person" ? name.slice(name.indexOf("/") + 1) : name;
}

function noteIn(outputs: Readonly<Record<string, unknown>>): UpdateNote {
  return {
    making: list(outputs.making).map(text),
    creating: list(outputs.creating).map(text),
    removing: list(outputs.removing).map(text),
    changing: record(outputs.changing) as Record<string, string>,
    unseen: record(outputs.unseen) as Record<string, Unseen>,
    formerSets: list(outputs.formerSets).map(text),
    sections: record(outputs.sections) as Record<string, SectionNote>,
  };
}
