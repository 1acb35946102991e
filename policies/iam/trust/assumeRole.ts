import { memoize } from "../../memoize.ts";
import type { Policy, Statement } from "../policy/statement.ts";
import { includesAction } from "./webIdentity.ts";

const ASSUMING = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/** The statements of a trust policy by which somebody gets a session of the role. */
export const assumeRoleStatements = memoize(({ statements }: Policy): readonly Statement[] => {
  return statements.filter(
    (statement) =>
      statement.effect === "Allow" && ASSUMING.some((action) => includesAction(statement, action)),
  );
});
