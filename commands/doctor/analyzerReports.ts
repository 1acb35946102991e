import type { LiveAnalyzer } from "../../live/accountFacts.ts";
import type { CheckContext, Report } from "./check.ts";
import { consolePage } from "./consolePage.ts";
import { delegationOf } from "./delegation.ts";
import { though, wantedDetection } from "./detectionWanted.ts";
import type { Facts } from "./facts.ts";
import { otherAccount } from "./gap.ts";

type Known = Pick<Facts, "analyzers" | "caller" | "delegatedAdministrators" | "organization">;

/** Whether an analyzer of a type works; where another account administers them, they are that account's to show. */
export function* analyzerReports(
  { analyzers, caller, delegatedAdministrators, organization: { managementAccount } }: Known,
  type: string,
  context: CheckContext,
): Generator<Report, string, void> {
  const { region } = context;
  const own = analyzers.filter((one) => one.type === type);
  const working = own.find(({ status }) => status === "ACTIVE");
  if (working) return `${working.name} in ${region}`;
  const { accounts, gaps } = delegationOf(delegatedAdministrators, "access-analyzer.amazonaws.com");
  const elsewhere = accounts.find((account) => account !== caller.account);
  if (own.length === 0 && elsewhere !== undefined) {
    yield {
      look: `whether ${elsewhere}, which administers Access Analyzer, has an analyzer of type ${type}`,
      at: consolePage(region, `access-analyzer/home?region=${region}`),
    };
    return "";
  }
  // Analyzers are listed by account, and the management account may have one whoever else administers them.
  if (own.length === 0 && caller.account !== managementAccount) {
    yield otherAccount(caller.account, managementAccount);
    return "";
  }
  // It may be another account's to show.
  if (own.length === 0 && gaps.length > 0) yield* gaps;
  else yield { what: region, seen: `${seenOf(own, type, region)}${wantedOf(type, context)}` };
  return "";
}

function seenOf([first]: readonly LiveAnalyzer[], type: string, region: string): string {
  if (first) return `analyzer ${first.name} in ${region} is ${first.status}`;
  return `there is no analyzer of type ${type} in ${region}`;
}

function wantedOf(type: string, context: CheckContext): string {
  const { external, regions, unused } = wantedDetection(context)?.accessAnalyzer ?? {};
  if (type !== "ORGANIZATION") return though(!!unused, "accessAnalyzer.unused");
  const isHere = regions?.length === 0 || regions?.includes(context.region);
  return though(external === true && isHere === true, "accessAnalyzer");
}
