import assert from "node:assert/strict";
import { emergencyReach } from "../../../model/access/emergencyReach.ts";
import { parseEmergency } from "../../../model/parseEmergency.ts";
import { isError } from "../../../model/problems/problem.ts";
import { samlMetadata } from "../../support/samlMetadata.ts";
import { organization, today } from "../example.ts";

/** A section of emergency/, as it is written. */
export interface Section {
  saml?: { metadataFile: string; regions?: string[] };
  users?: string[];
  emails?: string[];
  roles: Record<string, Role>;
}

export interface Role {
  accounts: unknown[];
  except?: unknown[];
  managedPolicies?: string[];
  inlinePolicy?: object;
  permissionsBoundary?: object;
}

const other = "https://idp.example.org/other";

/** Metadata documents by the name of their file. */
const documents: Readonly<Record<string, string>> = {
  "idp.xml": samlMetadata(),
  "other.xml": samlMetadata({ entityID: ` entityID="${other}"` }),
  "both.xml": samlMetadata().replace(
    /<ds:X509Data>[\s\S]*?<\/ds:X509Data>/,
    "$&<ds:X509Data><ds:X509Certificate>MIIBrenewed</ds:X509Certificate></ds:X509Data>",
  ),
};

/** One of the two that are compared. Warnings are let pass: what a section says at once isn't asked here. */
export function side(section: Section) {
  const parsed = parseEmergency(
    { "access:emergency": section },
    {
      readFile: (path) => documents[path] ?? "",
      project: "identity-center-emergency",
      today,
    },
  );
  const { reach, problems } = emergencyReach(parsed, organization);
  const wrong = [...parsed.problems, ...problems].filter(isError);
  assert.deepEqual(wrong, []);
  assert.ok(parsed.emergency);
  return { ...parsed, emergency: parsed.emergency, reach };
}

/** A policy document of one statement. */
export function document(effect: "Allow" | "Deny", ...actions: string[]): object {
  const Statement = [{ Effect: effect, Action: actions, Resource: "*" }];
  return { Version: "2012-10-17", Statement };
}
