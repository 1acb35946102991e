import { type IdentityCenter, identityCenterSchema } from "./identityCenter.ts";
import { read } from "./issues.ts";
import type { Problem } from "./problem.ts";

/** The instance's settings; of broken ones nothing is used. */
export function parseIdentityCenter(
  section: Readonly<Record<string, unknown>>,
  problems: Problem[],
): IdentityCenter {
  const settings = read(identityCenterSchema, section, "access:identityCenter", problems);
  return settings ?? { attributes: {}, tags: {} };
}
