import type { DocumentOf } from "../../model/transition/difference/heldPolicies.ts";
import { publishedDocuments } from "../data/publishedDocuments.ts";

let documents: ReturnType<typeof publishedDocuments> | undefined;

/** AWS's managed policies, as far as the development dependency with their documents is installed. It is read when it is asked for. */
export function managedPolicyDocuments(): DocumentOf {
  return (name) => {
    documents ??= installed();
    return documents.get(name);
  };
}

function installed(): ReturnType<typeof publishedDocuments> {
  try {
    return publishedDocuments();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return new Map();
    throw error;
  }
}
