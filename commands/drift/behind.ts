import type { Difference } from "./differences.ts";
import type { Sides } from "./things/sides.ts";

/** A permission set of the code whose roles AWS has not all brought to its last state. */
export interface Behind {
  /** Key of the code. */
  readonly permissionSet: string;
  readonly arn: string;
  /** 12 digits each. */
  readonly accounts: readonly string[];
  /**
   * Whether the set holds exactly what the code says: only then AWS may bring it there, since roles would otherwise get what
   * nobody has reviewed.
   */
  readonly isAsWanted: boolean;
}

/** Sets that are made elsewhere are for others to provision. */
export function behindOf({ code, pairs }: Sides, differences: readonly Difference[]): Behind[] {
  const differing = new Set(
    differences.flatMap(({ kind, name, what }) =>
      kind === "permission set" && what !== undefined ? [name] : [],
    ),
  );
  return [...pairs.permissionSets.live].flatMap(([key, set]) => {
    const { arn, accountsBehind } = set;
    if (code.configuration.permissionSets[key]?.existing !== false) return [];
    if (!accountsBehind.isRead || accountsBehind.value.length === 0) return [];
    const sections = [
      ...[set.tags, set.managedPolicies, set.customerManagedPolicies],
      ...[set.inlinePolicy, set.permissionsBoundary],
    ];
    const isRead = sections.every((section) => section.isRead);
    const isHidden = code.secrets.has(`access:permissionSets.${key}`);
    return [
      {
        permissionSet: key,
        arn,
        accounts: [...accountsBehind.value].sort(),
        isAsWanted: isRead && !isHidden && !differing.has(key),
      },
    ];
  });
}
