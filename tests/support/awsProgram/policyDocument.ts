/** Arguments of aws.iam.getPolicyDocument that make statements, as they arrive at the provider. */
interface StatementArgs {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly principals?: readonly PrincipalArgs[];
  readonly notPrincipals?: readonly PrincipalArgs[];
  readonly conditions?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
}

interface PrincipalArgs {
  readonly type: string;
  readonly identifiers: readonly string[];
}

export interface PolicyDocumentArgs {
  readonly policyId?: string;
  readonly version?: string;
  readonly statements?: readonly StatementArgs[];
  readonly sourcePolicyDocuments?: readonly string[];
  readonly overridePolicyDocuments?: readonly string[];
}

interface Statement {
  readonly Sid?: string | undefined;
  readonly [element: string]: unknown;
}

interface Document {
  readonly Version: string;
  readonly Id?: string | undefined;
  readonly Statement: readonly Statement[];
}

/**
 * The JSON text that aws.iam.getPolicyDocument gives: one value instead of a list of one, lists in descending
 * order except those of conditions, statements merged by their sid (Terraform's data source aws_iam_policy_document).
 *
 * @throws when a sid stands twice among the statements, or among the source documents, as the provider does
 */
export function policyDocument(args: PolicyDocumentArgs): string {
  const sources = (args.sourcePolicyDocuments ?? []).map(toDocument);
  refuseDuplicates(
    sources.flatMap(({ Statement }) => Statement),
    "source_policy_documents",
  );
  const own: Document = {
    Version: args.version ?? "2012-10-17",
    Id: args.policyId,
    Statement: (args.statements ?? []).map(toStatement),
  };
  refuseDuplicates(own.Statement, "statement");
  const overrides = (args.overridePolicyDocuments ?? []).map(toDocument);
  return JSON.stringify([...sources, own, ...overrides].reduce(merge), undefined, 2);
}

function refuseDuplicates(statements: readonly Statement[], where: string): void {
  const sids = statements.flatMap(({ Sid }) => Sid || []);
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (twice) throw new Error(`duplicate Sid (${twice}) in ${where}; make the Sids unique`);
}

function toDocument(text: string): Document {
  const { Version = "", Id, Statement = [] } = JSON.parse(text) as Partial<Document>;
  return { Version, Id, Statement: [Statement].flat() };
}

function merge(one: Document, other: Document): Document {
  const statements = [...one.Statement];
  for (const statement of other.Statement) {
    const place = statement.Sid ? statements.findIndex(({ Sid }) => Sid === statement.Sid) : -1;
    if (place < 0) statements.push(statement);
    else statements[place] = statement;
  }
  return {
    Version: other.Version > one.Version ? other.Version : one.Version,
    Id: other.Id || one.Id,
    Statement: statements,
  };
}

function toStatement(args: StatementArgs): Statement {
  return {
    Sid: args.sid || undefined,
    Effect: args.effect ?? "Allow",
    Action: oneOrMany(sorted(args.actions)),
    NotAction: oneOrMany(sorted(args.notActions)),
    Resource: oneOrMany(sorted(withVariables(args.resources))),
    NotResource: oneOrMany(sorted(withVariables(args.notResources))),
    Principal: toPrincipal(args.principals),
    NotPrincipal: toPrincipal(args.notPrincipals),
    Condition: toCondition(args.conditions),
  };
}

/** `&{aws:username}` stands for `${aws:username}`, which Terraform's own language would fill in. */
function withVariables(values: readonly string[] = []): readonly string[] {
  return values.map((value) => value.replaceAll("&{", "${"));
}

function sorted(values: readonly string[] = []): readonly string[] {
  return [...new Set(values)].sort().reverse();
}

function oneOrMany(values: readonly string[]): string | readonly string[] | undefined {
  return values.length > 1 ? values : values[0];
}

function toPrincipal(all: readonly PrincipalArgs[] = []): unknown {
  const [first] = all;
  if (!first) return undefined;
  if (all.length === 1 && first.type === "*" && first.identifiers.join() === "*") return "*";
  const types = Object.groupBy(all, ({ type }) => type);
  const entries = Object.entries(types).map(([type, same = []]) => {
    const identifiers = same.flatMap((one) => sorted(withVariables(one.identifiers)));
    return [type, oneOrMany(identifiers)];
  });
  return Object.fromEntries(entries);
}

function toCondition(all: StatementArgs["conditions"] = []): unknown {
  if (all.length === 0) return undefined;
  const tests = Object.entries(Object.groupBy(all, ({ test }) => test));
  return Object.fromEntries(
    tests.map(([test, conditions = []]) => {
      const keys = Object.entries(Object.groupBy(conditions, ({ variable }) => variable));
      const values = keys.map(([key, same = []]) => [
        key,
        oneOrMany(withVariables(same.flatMap((one) => one.values))),
      ]);
      return [test, Object.fromEntries(values)];
    }),
  );
}
