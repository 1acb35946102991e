import { writeFileSync } from "node:fs";
import path from "node:path";
import { entryOf } from "./managedPolicyMeaning.ts";
import { publishedDocuments } from "./publishedDocuments.ts";

const FILE = path.resolve(import.meta.dirname, "../../policies/iam/awsManaged/catalogue.json");

/** What AWS's managed policies mean, one a line, by the documents of the installed package. Those that mean little are left out. */
export function findManagedPolicyCatalogue(): string {
  const lines = [...publishedDocuments()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, document]) => {
      const entry = entryOf(document);
      return Object.keys(entry).length > 0
        ? [`${JSON.stringify(name)}: ${JSON.stringify(entry)}`]
        : [];
    });
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** Writes `policies/iam/awsManaged/catalogue.json`, and tells how many mean something. */
export function updateManagedPolicyCatalogue(): string {
  const text = findManagedPolicyCatalogue();
  writeFileSync(FILE, text);
  return `${text.trim().split("\n").length - 2} of them allow something that the policy pack asks about`;
}
