import * as pulumi from "@pulumi/pulumi";
import { liftTheGuardFirst } from "../model/transition/lastAdministrators.ts";
import { deletionHook } from "./hooks.ts";
import { perEngine } from "./perEngine.ts";
import { wording } from "./wording.ts";

/** What comes before a destroy on purpose. */
export const wayOut = () =>
  `to take this stack down on purpose, say who administers instead (${wording().setting("administratorsElsewhere")}), remove \`administrators: true\`, run pulumi up, then pulumi destroy --run-program`;

/**
 * Refuses, already in preview and even under `--ignore-protect`, every deletion that would leave nobody
 * able to administer Identity Center. What may go is what the program no longer wants, and only once
 * other administrators are completely in place: person in group, permission set, assignment.
 *
 * Pulumi keeps the hook's name in the state, so a program without the hook cannot delete these
 * resources either, and `pulumi destroy` asks for `--run-program`.
 */
class AdministratorGuard {
  /** Put it under `hooks.beforeDelete` of whatever an administrator's access is made of. */
  readonly hook = deletionHook("keep-an-administrator", ({ urn, name, id }) =>
    this.#decide(urn, name, id),
  );

  readonly #wanted = new Map<string, string>();
  #inPlace = false;
  #isWanted = false;
  #isDeployed = false;

  /** Remembers that the program wants this resource, and under which id it exists now. */
  watch(resource: pulumi.CustomResource): void {
    pulumi.all([resource.urn, resource.id]).apply(([urn, id]) => this.#wanted.set(urn, id));
  }

  /** An administrator's complete access: once all of it exists, what came before may go. */
  completes(access: readonly pulumi.CustomResource[]): void {
    this.#isWanted = true;
    pulumi.all(access.map((resource) => resource.id)).apply((ids) => {
      // In preview, ids that are yet to come don't arrive here.
      if (ids.every(Boolean)) this.#inPlace = true;
    });
  }

  /** Remembers that the state has access of administrators, who may be others than are wanted. */
  findDeployed(): void {
    this.#isDeployed = true;
  }

  /** Whether some of the administrators' access is there, at which a destroy would stop. */
  get stopsDestroy(): boolean {
    return this.#isWanted && (this.#isDeployed || [...this.#wanted.values()].some(Boolean));
  }

  #decide(urn: string, name: string, id: string): void {
    if (!this.#isWanted) throw new Error(liftTheGuardFirst(name));
    // A resource that is being replaced has another id by now, or none yet in preview.
    if (this.#wanted.get(urn) === id) {
      throw new Error(
        `${name} is part of the administrators' access, and without it nobody could administer Identity Center; ${wayOut()}`,
      );
    }
    if (!this.#inPlace && !pulumi.runtime.isDryRun()) {
      throw new Error(
        `${name} belongs to the former administrators' access, and the new one is not completely in place yet; fix the errors above and run pulumi up again`,
      );
    }
  }
}

/** One guard for a program: what counts is whether anybody is left, not in which component. */
export const administratorGuard = perEngine(() => new AdministratorGuard());
