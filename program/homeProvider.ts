import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { isSecret } from "./secrets.ts";

/** Name of the provider. */
export const HOME = "home";

const NAMESPACE = "aws:";

/**
 * AWS as the stack's `aws:` configuration describes it, in the home Region of Identity Center. Pulumi
 * replaces everything that uses its default provider when `aws:region` changes (pulumi-aws #6385), and
 * with it all people: this provider's Region is Identity Center's own. What was set with `--secret` stays
 * secret, such as an `externalId` in `aws:assumeRoles`.
 *
 * @param name Default: the one that everything is made with.
 */
export function createHomeProvider(
  region: string,
  opts?: pulumi.ResourceOptions,
  name = HOME,
): Provider {
  const settings: Record<string, unknown> = {};
  for (const [key, text] of Object.entries(pulumi.runtime.allConfig())) {
    if (!key.startsWith(NAMESPACE)) continue;
    const value = parseSetting(text);
    settings[key.slice(NAMESPACE.length)] = isSecret(key) ? pulumi.secret(value) : value;
  }
  return new Provider(name, { ...settings, region }, opts);
}

/** Structured settings and numbers arrive as JSON text; an id such as `000000000001` is text. */
function parseSetting(value: string): unknown {
  try {
    return /^[[{]|^(true|false|[1-9]\d{0,8}|0)$/.test(value) ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}
