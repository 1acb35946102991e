import { policiesText, type SetContent } from "../../access/setContent.ts";
import {
  coversGrant,
  EVERYTHING,
  isAbout,
  isApart,
  type Parts,
  partsOf,
  type Source,
  takesAway,
} from "./parts.ts";

/**
 * Whether a permission set surely allows nothing with one content that it wouldn't allow with one of the others.
 * Each of its grants has to be denied by itself, or in one of them, denied by no more there, and within no narrower
 * boundary. Policies whose documents aren't here are compared by name: a customer managed policy may allow and deny
 * anything, an AWS managed one denies something or not (`policies/iam/awsManaged`). What can't be told is no.
 */
export function isWithin(content: SetContent, limits: readonly SetContent[]): boolean {
  const text = policiesText(content);
  if (limits.some((limit) => policiesText(limit) === text)) return true;
  const parts = partsOf(content);
  if (parts.isUnread) return false;
  const others = limits.map(partsOf);
  return grantsOf(parts).every((grant) =>
    others.some((other) => isGrantedWithin(grant, parts, other)),
  );
}

/** What another content leaves of what both of two contents allow. */
export interface Keeping {
  /** All of it: all that one of the two allows, and no more denials and limits than they have. */
  surely(content: SetContent): boolean;
  /** Whatever can be told to be in both. */
  known(content: SetContent): boolean;
}

export function keeping(one: SetContent, other: SetContent): Keeping {
  const both = [partsOf(one), partsOf(other)] as const;
  const [a, b] = both.map(grantsOf) as [Source[], Source[]];
  const common = [...coveredBy(b, a), ...coveredBy(a, b)];
  const denies = both.flatMap((parts) => parts.denies);
  const boundaries = [undefined, EVERYTHING, ...both.map(({ boundary }) => boundary)];
  const leaves = (content: SetContent, grants: readonly Source[]) => {
    const now = partsOf(content);
    return grants.every(
      (grant) =>
        now.allows.some((wide) => coversGrant(wide, grant)) &&
        now.denies.every(
          (denial) => denies.some((given) => isAbout(given, denial)) || isApart(denial, grant),
        ) &&
        (boundaries.includes(now.boundary) || now.boundary === grant),
    );
  };
  const isUnread = both.some((parts) => parts.isUnread);
  return {
    surely: (content) => !isUnread && (leaves(content, a) || leaves(content, b)),
    known: (content) => isUnread || leaves(content, common),
  };
}

/** What it allows, but for what it surely denies. */
function grantsOf({ allows, denies }: Parts): Source[] {
  return allows.filter((grant) => !denies.some((denial) => takesAway(denial, grant)));
}

function coveredBy(some: readonly Source[], wide: readonly Source[]): Source[] {
  return some.filter((grant) => wide.some((one) => coversGrant(one, grant)));
}

function isGrantedWithin(grant: Source, parts: Parts, limit: Parts): boolean {
  if (limit.isUnread) return false;
  return (
    limit.allows.some((wide) => coversGrant(wide, grant)) &&
    limit.denies.every(
      (denial) => parts.denies.some((own) => isAbout(own, denial)) || isApart(denial, grant),
    ) &&
    (limit.boundary === undefined ||
      limit.boundary === EVERYTHING ||
      limit.boundary === parts.boundary ||
      limit.boundary === grant)
  );
}
