import { X509Certificate } from "node:crypto";
import { error, type Problem, warning } from "../problems/problem.ts";

/** Characters that IAM takes (IAM API, CreateSAMLProvider). */
const [LEAST, MOST] = [1000, 10_000_000];

const wanted =
  "export it again in the identity provider, as the metadata of the application for AWS accounts";

/** Whose metadata document it is, and which certificates sign what it says. */
export interface SamlIdentity {
  readonly entityId: string;
  /** Each as base64 text without white space. */
  readonly certificates: readonly string[];
}

const descriptor = /<(?:[\w-]+:)?EntityDescriptor\b([^>]*)>/;
const entityId = /\bentityID\s*=\s*(["'])([^"']+)\1/;

/** Undefined where the document tells neither. */
export function samlIdentity(metadata: string): SamlIdentity | undefined {
  const [, attributes = ""] = descriptor.exec(metadata) ?? [];
  const [, , id] = entityId.exec(attributes) ?? [];
  if (id === undefined) return undefined;
  return { entityId: id, certificates: [...new Set(certificatesIn(metadata))] };
}

/**
 * What is wrong with an identity provider's metadata document, as far as IAM reads it: who it is of, and the certificate
 * that signs its assertions.
 *
 * @param today YYYY-MM-DD
 */
export function samlMetadataProblems(metadata: string, path: string, today: string): Problem[] {
  const refused = (message: string) => [error(path, message)];
  const text = metadata.replace(/^\uFEFF/, "").trimStart();
  if (!/^<[?!\w]/.test(text)) return refused(`is no XML; ${wanted}`);
  if (/^<(!doctype\s+)?html\b/i.test(text)) {
    return refused(`is a web page, as of a sign-in that was asked for first; ${wanted}`);
  }
  const [, attributes] = descriptor.exec(text) ?? [];
  if (attributes === undefined) {
    return refused(`has no EntityDescriptor, and so is no SAML metadata; ${wanted}`);
  }
  if (!/<\/(?:[\w-]+:)?EntityDescriptor\s*>\s*(<!--[\s\S]*?-->\s*)*$/.test(text)) {
    return refused(`breaks off before the end of EntityDescriptor; ${wanted}`);
  }
  if (!entityId.test(attributes)) {
    return refused(`has no entityID, which says whose it is; ${wanted}`);
  }
  if (!/<(?:[\w-]+:)?IDPSSODescriptor\b/.test(text)) {
    return refused(
      `describes no identity provider (IDPSSODescriptor), but a service, as AWS's own saml-metadata.xml does; ${wanted}`,
    );
  }
  if (metadata.length < LEAST || metadata.length > MOST) {
    return refused(
      `has ${metadata.length} characters; IAM takes ${LEAST} to ${MOST.toLocaleString("en")}: ${wanted}`,
    );
  }
  return certificateProblems(text, path, today);
}

function certificateProblems(text: string, path: string, today: string): Problem[] {
  const found = certificatesIn(text).map(certificate);
  if (found.length === 0) {
    return [error(path, `has no X509Certificate, with which assertions are signed; ${wanted}`)];
  }
  const read = found.flatMap((one) => one ?? []);
  if (read.length === 0) return [error(path, `has no X509Certificate that can be read; ${wanted}`)];
  const last = read.map((one) => one.validToDate.getTime()).sort((a, b) => b - a)[0] ?? 0;
  if (last >= Date.parse(today)) return [];
  const day = new Date(last).toISOString().slice(0, 10);
  return [
    warning(
      path,
      `its certificate expired on ${day}; AWS may take assertions that it signed all the same, but the identity provider may sign with another by now: ${wanted}`,
    ),
  ];
}

function certificatesIn(text: string): string[] {
  const form = /<(?:[\w-]+:)?X509Certificate\b[^>]*>([\s\S]*?)<\/(?:[\w-]+:)?X509Certificate/g;
  return [...text.matchAll(form)].map(([, base64 = ""]) => base64.replaceAll(/\s/g, ""));
}

function certificate(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}
