import { MAX_TRUST_POLICY, trustPolicy } from "../components/emergency/trustPolicy.ts";
import { error, type Problem } from "../model/problems/problem.ts";
import type { Emergency } from "../model/schema/emergency.ts";
import { partitionOfRegion } from "../model/schema/partition.ts";

/** What is wrong where the roles' trust policy doesn't hold all users. Who is renamed loses password and hardware key. */
export function trustedUserProblems(
  { users, saml }: Pick<Emergency, "users" | "saml">,
  accountId: string,
  region: string,
): Problem[] {
  const partition = partitionOfRegion(region);
  const lengthOf = (count: number) =>
    JSON.stringify(
      trustPolicy({ partition, accountId, saml: saml !== undefined, users: users.slice(0, count) }),
    ).length;
  const length = lengthOf(users.length);
  if (length <= MAX_TRUST_POLICY) return [];
  const fitting = users.findLastIndex((_, index) => lengthOf(index + 1) <= MAX_TRUST_POLICY) + 1;
  const why = `with ${users.length} users the trust policy of the roles has ${length} characters, and IAM takes ${MAX_TRUST_POLICY}; the first ${fitting} fit: take the others out`;
  return [error("access:emergency.users", why)];
}
