import * as pulumi from "@pulumi/pulumi";
import messages from "@pulumi/pulumi/proto/resource_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { resourcesOf } from "../components/resourcesOf.ts";
import { thing, type UpdateNote } from "../model/transition/deployed.ts";
import { notedSections, sectionNotes } from "../model/transition/sectionNotes.ts";
import { isRegistration, noteOf, unseenAfter } from "../model/transition/updateNote.ts";
import { registeredDelegates } from "./delegateProblems.ts";
import { UPDATE_NOTE } from "./deployedUpdate.ts";
import { destroyGuard } from "./destroyGuard.ts";
import { isRefreshed } from "./halfMade.ts";
import { sectionOf } from "./sectionOf.ts";
import type { WantedAccess } from "./wantedAccess.ts";
import { wantedSections } from "./wantedSections.ts";
import { wantedThings } from "./wantedThings.ts";

/** What marks a secret on the way to the engine (pulumi, sdk/go/common/resource, SecretSig). */
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** What an update sets out to do. The SDK tells the engine a component's outputs some time later: this tells when. */
class BegunUpdate extends pulumi.ComponentResource {
  constructor(opts: pulumi.ComponentResourceOptions) {
    super(UPDATE_NOTE.type, UPDATE_NOTE.begun, {}, opts);
  }

  protected override registerOutputs(): void {}

  /** @returns once the state has it */
  async tell(outputs: object): Promise<void> {
    const request = new messages.RegisterResourceOutputsRequest();
    request.setUrn(await new Promise<string>((resolve) => this.urn.apply(resolve)));
    request.setOutputs(
      struct.Struct.fromJavaScript(outputs as Record<string, struct.JavaScriptValue>),
    );
    const monitor = pulumi.runtime.getMonitor();
    await new Promise<void>((resolve, reject) => {
      monitor?.registerResourceOutputs(request, (error) => (error ? reject(error) : resolve()));
    });
  }
}

/** Says that an update made all that it set out for. */
class MadeUpdate extends pulumi.ComponentResource {
  constructor(update: pulumi.Input<number>, opts: pulumi.ComponentResourceOptions) {
    super(UPDATE_NOTE.type, UPDATE_NOTE.made, {}, opts);
    this.registerOutputs({ update });
  }
}

/** Says that an update made all that guards the organization, and watches over it. */
class MadeSections extends pulumi.ComponentResource {
  /** @param resources by section, how many there are */
  constructor(
    update: pulumi.Input<number>,
    resources: pulumi.Input<Readonly<Record<string, number>>>,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super(UPDATE_NOTE.type, UPDATE_NOTE.sectionsMade, {}, opts);
    this.registerOutputs({ update, resources });
  }
}

/** Tells the next update what this one made, once it is made. */
export interface UpdateMade {
  /** All of people and groups. */
  readonly access: (components: readonly pulumi.ComponentResource[]) => void;
  /** All else. @param resources all that there is */
  readonly sections: (resources: readonly pulumi.Resource[]) => void;
}

/**
 * Notes in the state what this update sets out to do, before it calls AWS: where it ends in between, and the next one wants
 * something else, nothing else would tell of what AWS has by then.
 */
export async function noteUpdate(wanted: WantedAccess): Promise<UpdateMade> {
  const { configuration, access, deployed, place, isSecret } = wanted;
  const opts = place.parent ? { parent: place.parent } : {};
  // A destroy that is refused leaves it, with what it took over from the last update.
  const begun = new BegunUpdate({ ...opts, transformations: [destroyGuard().cares] });
  if (pulumi.runtime.isDryRun()) {
    return {
      access: () => new MadeUpdate(0, opts),
      sections: () => new MadeSections(0, {}, opts),
    };
  }
  const things = wantedThings(configuration, access);
  const { lastUpdate } = deployed;
  const unseen = unseenAfter(lastUpdate, things, isRefreshed());
  const noted = noteOf(lastUpdate, things, unseen, madeAnew(wanted));
  const note = { ...noted, making: await ownOf(noted.making, wanted) };
  // By digests of what is secret somebody could try out what it is.
  const hidden = isSecret("people") || isSecret("groups");
  const update = lastUpdate.number + 1;
  const sections = sectionNotes(lastUpdate, wantedSections(configuration), isRefreshed());
  await begun.tell({
    ...{ update, ...note },
    ...(hidden ? { changing: secret(note.changing) } : {}),
    sections: [...notedSections, "groups"].some(isSecret) ? secret(sections) : sections,
  });
  return {
    access: (components) => {
      // By URNs: what an update with --target leaves alone has no id, and all else is made nevertheless.
      const urns = components.flatMap((one) => resourcesOf(one).map(({ urn }) => urn));
      new MadeUpdate(
        pulumi.all(urns).apply(() => update),
        opts,
      );
    },
    sections: (resources) => {
      const counts = pulumi.all(resources.map(({ urn }) => urn)).apply(counted);
      new MadeSections(
        counts.apply(() => update),
        counts,
        opts,
      );
    },
  };
}

/** Without an account that somebody else registered: AWS refuses it, and nobody but them takes it back. */
async function ownOf(
  making: readonly string[],
  { deployed, place: { provider } }: WantedAccess,
): Promise<readonly string[]> {
  const isNoted = (one: string) => deployed.lastUpdate.note?.making.includes(one) ?? false;
  if (!making.some((one) => isRegistration(one) && !isNoted(one))) return making;
  const registered = await registeredDelegates({ provider });
  const others = new Set(registered?.map(({ id }) => thing("registration", id)));
  return making.filter((one) => isNoted(one) || !others.has(one));
}

function counted(urns: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const urn of urns) {
    const [, , types = ""] = urn.split("::");
    const section = sectionOf(types);
    if (section) counts[section] = (counts[section] ?? 0) + 1;
  }
  return counts;
}

function secret(value: UpdateNote["changing"] | UpdateNote["sections"]): object {
  return { ...SECRET, value };
}

/** ARNs of the permission sets that get others in their place: AWS changes no name. */
function madeAnew({ configuration, deployed }: WantedAccess): string[] {
  return Object.entries(configuration.permissionSets).flatMap(([key, { name = key, aliases }]) => {
    const former = [key, ...aliases].find((one) => deployed.permissionSets.has(one)) ?? key;
    const set = deployed.permissionSets.get(former);
    return set && set.name !== name ? [set.id] : [];
  });
}
