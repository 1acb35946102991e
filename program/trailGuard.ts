import * as pulumi from "@pulumi/pulumi";
import { administratorGuard } from "../components/administratorGuard.ts";
import { isMade } from "../components/auditTrail/madeTrail.ts";
import { deletionHook } from "../components/hooks.ts";
import { inThisRun } from "../components/inThisRun.ts";
import { perEngine } from "../components/perEngine.ts";

const KEPT = /^aws:(cloudtrail\/.*:Trail|cloudwatch\/.*:(LogGroup|LogMetricFilter))$/;

/**
 * Keeps the former trail, its log group and the metric filters on it where the new one couldn't be made: with
 * `--continue-on-error` the engine deletes at the end of an update nevertheless.
 */
class TrailGuard {
  readonly #hook = deletionHook("keep-a-trail", ({ name }) => this.#decide(name));
  readonly #wanted = new Set<string>();

  /** Puts all of them in its care. */
  readonly cares: pulumi.ResourceTransform = ({ type, props, opts }) => {
    if (!KEPT.test(type)) return undefined;
    const { hooks } = opts;
    const beforeDelete = [...(hooks?.beforeDelete ?? []), this.#hook];
    return { props, opts: { ...opts, hooks: { ...hooks, beforeDelete } } };
  };

  /** Remembers that the program wants this trail. */
  watch(urn: pulumi.Output<pulumi.URN>): void {
    urn.apply((known) => this.#wanted.add(known));
  }

  async #decide(name: string): Promise<void> {
    for (const urn of this.#wanted) {
      if ((await isMade(urn)) && !(await isLeftOut(urn))) continue;
      const trail = urn.split("::").at(-1);
      throw new Error(
        `${name} stays until the trail ${trail} is made, since nothing else may record; fix the errors above and run pulumi up again`,
      );
    }
  }
}

/** Whether it isn't made, by a destroy that the administrators stop, or an update of single resources. */
async function isLeftOut(trail: pulumi.URN): Promise<boolean> {
  if (pulumi.runtime.isDryRun() || !administratorGuard().stopsDestroy) return false;
  return (await inThisRun(trail))?.id === "";
}

/** One guard for a program, which makes one trail. */
export const trailGuard = perEngine(() => new TrailGuard());
