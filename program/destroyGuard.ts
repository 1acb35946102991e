import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { administratorGuard, wayOut } from "../components/administratorGuard.ts";
import { creationHook, deletionHook } from "../components/hooks.ts";
import { inThisRun, type Registered } from "../components/inThisRun.ts";
import { perEngine } from "../components/perEngine.ts";

type Hook = pulumi.ResourceHook | pulumi.ResourceHookFunction;

/**
 * Refuses a destroy as a whole, which the guard of the administrators would stop half-way: by then trail, alarms and
 * guardrails would be gone. The engine tells neither the program nor a hook that it destroys. But what it deletes then
 * is what this program asked for in this very run, after all of it was answered (`pulumi destroy --run-program`:
 * step_generator.go, destroyMode). What an update deletes wasn't asked for, or was made anew, or is another by now, or is
 * deleted while the program still asks.
 */
class DestroyGuard {
  readonly #deletion = deletionHook("keep-what-is-wanted", (args) => this.#decide(args));
  readonly #creation = creationHook("note-what-is-made", ({ urn }) => this.#made.add(urn));
  readonly #wanted = new Set<pulumi.URN>();
  readonly #made = new Set<pulumi.URN>();
  #unanswered = 0;
  #isTold = false;

  /** Has whatever is made in its care. */
  readonly cares: pulumi.ResourceTransformation = ({ resource, type, props, opts }) => {
    this.#unanswered += 1;
    // It gets its URN when this is done.
    queueMicrotask(() =>
      resource.urn.apply((urn) => {
        this.#unanswered -= 1;
        this.#wanted.add(urn);
      }),
    );
    return isForeign(type) ? undefined : { props, opts: this.#guarded(opts) };
  };

  /**
   * The same for what the components of other packages make. Not for a component: the SDK loses the providers of one that
   * a transform answers for (@pulumi/pulumi, runtime/callbacks.ts, `clearProvidersMap`), and what another package makes
   * below it would get Pulumi's own.
   */
  readonly caresElsewhere: pulumi.ResourceTransform = ({ custom, type, name, props, opts }) => {
    if (!custom || isForeign(type)) return undefined;
    opts.parent?.urn.apply((above) => this.#wanted.add(below(above, type, name)));
    return { props, opts: this.#guarded(opts) };
  };

  #guarded<Options extends pulumi.ResourceOptions>(opts: Options): Options {
    const { beforeCreate = [], beforeDelete = [], ...others } = opts.hooks ?? {};
    const hooks = {
      ...others,
      beforeCreate: withHook(beforeCreate, this.#creation),
      beforeDelete: withHook(beforeDelete, this.#deletion),
    };
    return { ...opts, hooks };
  }

  async #decide(deleted: pulumi.ResourceHookArgs): Promise<void> {
    const { urn, name, type } = deleted;
    if (!administratorGuard().stopsDestroy) return;
    if (isPart(type) && !this.#isTold) return;
    if (this.#unanswered > 0 || !this.#wanted.has(urn) || this.#made.has(urn)) return;
    const now = await inThisRun(urn);
    if (now === undefined || !isSame(now, deleted)) return;
    if (this.#isTold) throw new Error(`${name} stays, too`);
    this.#isTold = true;
    throw new Error(
      `${name} stays, since the program wants it: a destroy would go on to the administrators' access, without which nobody could administer Identity Center; what isn't wanted any more goes by the configuration and pulumi up (docs/order.md#a-destroy says what else looks like a destroy); ${wayOut()}`,
    );
  }
}

/** One for each engine: it is asked about what the program doesn't make any more, too. */
export const destroyGuard = perEngine(() => new DestroyGuard());

/**
 * Ids alone don't tell: some are made of names. What waits for something that isn't
 * there is left out, without an id, where it is destroyed; a preview knows no id of what is yet to be made.
 */
function isSame(now: Registered, { id, oldOutputs }: pulumi.ResourceHookArgs): boolean {
  const isLeftOut = now.id === "" && !pulumi.runtime.isDryRun();
  return (isLeftOut || now.id === id) && isDeepStrictEqual(now.state, oldOutputs);
}

/** What awsx makes passes here twice: below its component, and below ours. */
function withHook(hooks: readonly Hook[], hook: pulumi.ResourceHook): Hook[] {
  return [...hooks.filter(({ name }) => name !== hook.name), hook];
}

/** Components of awsx are made in a process of its own, and have nothing in AWS but what is below them. */
function isForeign(type: string): boolean {
  return type.startsWith("awsx:");
}

/**
 * What a permission set holds AWS knows by the set alone: what a stopped update left of it looks as what is wanted later.
 * It goes after the set's assignments. These stay, but where former administrators have them, the engine goes on to what
 * the set holds (`--continue-on-error`: it knows by its former state what an assignment that isn't wanted depends on, and
 * by its new one what is wanted; deployment_executor.go, performPostSteps).
 */
function isPart(type: string): boolean {
  return /^aws:ssoadmin\/(permissionSetInlinePolicy|permissionsBoundary|\w+Exclusive)/.test(type);
}

function below(parent: pulumi.URN, type: string, name: string): pulumi.URN {
  const [stack, project, types] = parent.split("::");
  return [stack, project, `${types}$${type}`, name].join("::");
}
