import { published, publishedUntil } from "./published.ts";

/** A managed policy of AWS. */
export interface AwsManagedPolicy {
  /** With its path: `job-function/ViewOnlyAccess`. */
  readonly name: string;
  /** Day, YYYY-MM-DD. */
  readonly created: string;
  /** Day of its last version, YYYY-MM-DD. */
  readonly updated: string;
}

/** The managed policies that AWS publishes in its commercial Regions, by name with path, as of {@link awsManagedPoliciesAsOf}. */
export const awsManagedPolicies: ReadonlyMap<string, AwsManagedPolicy> = new Map(
  published
    .trim()
    .split("\n")
    .map((line) => {
      const [created = "", updated = "", name = ""] = line.split(" ");
      return [name, { name, created, updated }];
    }),
);

/** Day until which AWS's changes are known, YYYY-MM-DD. */
export const awsManagedPoliciesAsOf: string = publishedUntil;
