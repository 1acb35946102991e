import * as settings from "@pulumi/pulumi/runtime/settings.js";
import * as state from "@pulumi/pulumi/runtime/state.js";

/** Parts of the SDK's run time that its type declarations leave out. */
interface Internals {
  /** Runs with a run time of its own, so that one process can run several programs. */
  withLocalStorage<T>(work: () => Promise<T>): Promise<T>;
  getStore(): { settings: { engine: unknown } };
  /** Resolves when no registration is under way any more. */
  waitForRPCs(): Promise<void>;
}

export const { withLocalStorage, getStore, waitForRPCs } = {
  ...state,
  ...settings,
} as unknown as Internals;
