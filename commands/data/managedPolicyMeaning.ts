import {
  type Action,
  service,
  servicePrefixes,
} from "../../policies/iam/actions/serviceReference.ts";
import type { Meaning } from "../../policies/iam/awsManaged/catalogue.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import type { Statement } from "../../policies/iam/policy/statement.ts";
import { type Grants, reach } from "../../policies/iam/reach/reach.ts";
import { scopeOf } from "../../policies/iam/reach/scope.ts";
import { administrator } from "../../policies/iam/risk/administrator.ts";
import { escalations } from "../../policies/iam/risk/escalation.ts";
import { isBroad } from "../../policies/iam/risk/everyAction.ts";
import { exposures } from "../../policies/iam/risk/exposure.ts";
import { fullServices } from "../../policies/iam/risk/fullService.ts";
import { RECOVERY_ACTIONS } from "../../policies/iam/risk/recovery.ts";
import { isReading } from "../../policies/iam/risk/resourceStar.ts";
import { CREDENTIAL_ACTIONS, DATA_ACTIONS } from "../../policies/iam/risk/sensitiveActions.ts";
import { isLikely } from "../../policies/verdict.ts";
import { type Source, statementsThatMatter } from "./managedPolicyStatements.ts";

/** An entry of the catalogue: what is empty is left out. */
export type CatalogueEntry = Partial<Omit<Meaning, "statements">> & {
  readonly statements?: readonly Source[];
};

/** What a managed policy of AWS allows, as the rules of this pack judge it. */
export function entryOf(document: Source): CatalogueEntry {
  const grants: Grants = { identity: readPolicy(document, "identity").statements };
  const paths = escalations(grants).filter(({ verdict }) => isLikely(verdict));
  const escalates = [...new Set(paths.map(({ path }) => path.family))].sort();
  const administers = administrationOf(grants);
  const reads = [
    ...(exposes(grants, CREDENTIAL_ACTIONS) ? ["secrets" as const] : []),
    ...(exposes(grants, DATA_ACTIONS) ? ["data" as const] : []),
  ];
  const services = fullServices(grants)
    .filter(({ verdict }) => isLikely(verdict))
    .map((one) => one.service)
    .sort();
  const statements = statementsThatMatter(document);
  return {
    ...(administers && { administers }),
    ...(repairsAccess(grants) && { repairs: true }),
    ...(escalates.length > 0 && { escalates }),
    ...(reads.length > 0 && { reads }),
    ...(services.length > 0 && { services }),
    ...(onlyReads(grants.identity) && { readOnly: true }),
    ...(grants.identity.some(({ effect }) => effect === "Deny") && { denies: true }),
    ...(statements.length > 0 && { statements }),
  };
}

/** Certain: who may do everything under a condition isn't an administrator everywhere. */
function administrationOf(grants: Grants): Meaning["administers"] {
  if (administrator(grants).verdict === "yes") return "everything";
  const certain = escalations(grants).filter(({ verdict }) => verdict === "yes");
  if (certain.some(({ path }) => path.family === "identity")) return "account";
  // Whoever may call nearly everything but IAM has that of Identity Center as well, where it is administered.
  const aimed = certain.some(
    ({ path, by }) => path.family === "identity-center" && !by.every(isBroad),
  );
  return aimed ? "identity-center" : undefined;
}

/** Whether it is made for it: what leaves IAM out isn't, since assignments in the management account need some of it. */
function repairsAccess(grants: Grants): boolean {
  return (
    !grants.identity.some(({ notActions }) => notActions) &&
    RECOVERY_ACTIONS.every(
      (action) => reach(grants, { action, on: "all", stance: "reviewer" }).verdict === "yes",
    )
  );
}

function exposes(grants: Grants, actions: readonly string[]): boolean {
  return exposures(grants, actions).some(({ verdict }) => isLikely(verdict));
}

/** Whether all that it allows is reading or listing, by the Service Authorization Reference. */
function onlyReads(statements: readonly Statement[]): boolean {
  const allows = statements.filter(({ effect }) => effect === "Allow");
  return (
    allows.length > 0 &&
    allows.every(({ actions }) => actions !== undefined) &&
    allows.every((statement) =>
      servicesOf(statement).every((one) =>
        [...(service(one)?.values() ?? [])].every(
          (action) => isRead(action) || scopeOf(statement).action(action.name) === "no",
        ),
      ),
    )
  );
}

/** What the reference calls writing, and only lets its caller read. */
const READ = new Set(["kms:Decrypt", "s3express:CreateSession"]);

function isRead(action: Action): boolean {
  return isReading(action) || READ.has(action.name);
}

function servicesOf({ actions }: Statement): readonly string[] {
  const prefixes = (actions?.known ?? []).map((one) => one.split(":")[0]?.toLowerCase() ?? "");
  return prefixes.some((one) => /[*?]/.test(one)) ? servicePrefixes() : [...new Set(prefixes)];
}
