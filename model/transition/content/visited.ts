import { boundaryName, managedName, ownName, type SetContent } from "../../access/setContent.ts";

/** A part of a permission set that AWS changes by itself, by the name of the component's argument. */
export type Part =
  | "permissionsBoundary"
  | "inlinePolicy"
  | "customerManagedPolicies"
  | "managedPolicies";

/** In which order one update changes a set's parts. */
export type PartOrder = readonly Part[];

/** What a permission set holds while one update changes it. */
export interface Visited {
  /** While the update makes and changes: from what was there to what is there before it deletes. */
  readonly changing: readonly SetContent[];
  /** While it deletes, which it does last: a boundary or an inline policy that is given up. Ends with what is wanted. */
  readonly deleting: readonly SetContent[];
}

/**
 * Each content that a set has on the way from one to the other in one update. AWS takes a new boundary and a new
 * inline policy for the old one; policies are attached, then others detached. What is given up goes at the end, in
 * either order: that of deletions is the one in which the parts were made.
 */
export function visited(from: SetContent, to: SetContent, order: PartOrder): Visited {
  const changing = [from];
  let now = from;
  const go = (change: Partial<SetContent>) => {
    now = { ...now, ...change };
    changing.push(now);
  };
  const steps: Readonly<Record<Part, () => void>> = {
    permissionsBoundary: () => {
      if (boundaryName(to) !== undefined) go(boundaryOf(to));
    },
    inlinePolicy: () => {
      if (to.inlinePolicy !== undefined) go({ inlinePolicy: to.inlinePolicy });
    },
    customerManagedPolicies: () => {
      const { customerManagedPolicies: wanted } = to;
      go({ customerManagedPolicies: union(now.customerManagedPolicies, wanted, ownName) });
      go({ customerManagedPolicies: wanted });
    },
    managedPolicies: () => {
      go({ managedPolicies: union(now.managedPolicies, to.managedPolicies, managedName) });
      go({ managedPolicies: to.managedPolicies });
    },
  };
  for (const part of order) steps[part]();
  const noBoundary = boundaryName(to) === undefined ? boundaryOf(to) : {};
  const noInline = to.inlinePolicy === undefined ? { inlinePolicy: undefined } : {};
  const deleting = [now, { ...now, ...noBoundary }, { ...now, ...noInline }, to];
  return { changing, deleting };
}

/** The boundary alone, as a part of a content. */
export function boundaryOf(
  content: SetContent,
): Pick<SetContent, "managedBoundary" | "customerManagedBoundary"> {
  const { managedBoundary, customerManagedBoundary } = content;
  return { managedBoundary, customerManagedBoundary };
}

function union<Policy>(
  some: readonly Policy[],
  more: readonly Policy[],
  nameOf: (policy: Policy) => string,
): readonly Policy[] {
  return [...new Map([...some, ...more].map((policy) => [nameOf(policy), policy])).values()];
}
