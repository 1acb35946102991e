/** A property with such a name holds a policy document: `policy`, `accessPolicies`, `RepositoryPolicyText`, `policyBody`. */
const HOLDS_DOCUMENT = /Polic(?:y|ies)(?:Documents?|Text|Body|Json|Content|Template)?$/i;

/** Policies that are one word out of a few, such as the name of a TLS policy: no documents. */
const ONE_WORD =
  /(?:Action|Alpn|Caching|Cache|Deletion|Dns|Execution|Failure|Fill|Handling|Https|Import|Padding|Propagation|Protection|Protocol|Pull|Referrer|Replace|Retention|Routing|Safeguard|Scaling|Security|Selection|Sizing|Snapshot|Ssl|Termination|Tls|Rate|Exception|Context|Notification|Permission)Polic(?:y|ies)$/i;

/** What a property's documentation says of a policy document under another name, such as `content`. */
const SAYS_DOCUMENT =
  /\bpolicy (?:content|document|statement|text)\b|^[\s/*]*Content for the resource policy/i;

/**
 * Whether a property of a schema holds a policy document, by its name and documentation. It rather finds one too
 * many: `policies/resources/policyDocuments.json` then says why it isn't judged.
 *
 * @param name last part of its path, such as `accessPolicy`
 * @param text whether it is a text: where it could hold any JSON, more names are taken
 */
export function holdsPolicy(name: string, documentation: string, text: boolean): boolean {
  if (/^(?:tags|description|name)$/i.test(name)) return false;
  if (SAYS_DOCUMENT.test(documentation) && !/(?:Arns?|Ids?|Name|Type|Url|Version)$/.test(name))
    return true;
  return HOLDS_DOCUMENT.test(name) && !(text && ONE_WORD.test(name));
}
