import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";

const NAMESPACE = "aws:";

/**
 * AWS as the stack's `aws:` configuration describes it, in the home Region of Identity Center. Pulumi
 * replaces everything that uses its default provider when `aws:region` changes (pulumi-aws #6385), and
 * with it all people: this provider's Region is Identity Center's own. It keeps keys and tokens secret.
 */
export function createHomeProvider(region: string): Provider {
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    if (!key.startsWith(NAMESPACE)) continue;
    settings[key.slice(NAMESPACE.length)] = parseSetting(value);
  }
  return new Provider("home", { ...settings, region });
}

/** Structured settings and numbers arrive as JSON text; an id such as `000000000001` is text. */
function parseSetting(value: string): unknown {
  try {
    return /^[[{]|^(true|false|[1-9]\d{0,8}|0)$/.test(value) ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}
