import type { InitializeMiddleware, MiddlewareStack } from "@smithy/types";
import type { Budget } from "./budget.ts";
import type { Journal } from "./journal.ts";
import { Denied } from "./notRead.ts";
import { pageToken, StaleToken } from "./pages.ts";

/** What stands between the readers and AWS. */
export interface Watch {
  /** How often AWS was called, by IAM action. */
  readonly calls: Map<string, number>;
  readonly journal: Journal | undefined;
  /** Of this client's service, where all its operations share one. */
  readonly budget: Budget | undefined;
}

/** What says who is asked, and by whom, is asked anew each time. */
const NEVER_KEPT: ReadonlySet<string> = new Set([
  "organizations:DescribeOrganization",
  "sso:ListInstances",
  "sts:GetCallerIdentity",
]);

/** Lets nothing but reading calls of a client through, each within the budget, and none that the journal has the answer of. */
export function watch<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  service: string,
  { calls, journal, budget }: Watch,
): void {
  const middleware: InitializeMiddleware<Input, Output> = (next, context) => async (args) => {
    const action = `${service}:${readingOperation(String(context.commandName))}`;
    const input = args.input as Readonly<Record<string, unknown>>;
    const kept = NEVER_KEPT.has(action) ? undefined : journal;
    const answered = kept?.find(action, input);
    if (answered) return { response: {}, output: answered as Output };
    calls.set(action, (calls.get(action) ?? 0) + 1);
    try {
      const result = await next(args);
      const { $metadata: _, ...output } = result.output as { $metadata?: unknown };
      kept?.note(action, input, output);
      return result;
    } catch (error) {
      if (isStale(error, input) && kept?.forget(action, input)) throw new StaleToken();
      throw denial(error, action) ?? error;
    }
  };
  stack.add(middleware, { step: "initialize", name: "liveWatch" });
  if (!budget) return;
  stack.add(
    (next) => async (args) => {
      await budget.take();
      return await next(args);
    },
    // Within the retries, each of which is a call.
    { step: "finalizeRequest", priority: "low", name: "liveBudget" },
  );
}

/** @throws for an operation that may change something */
function readingOperation(command: string): string {
  const [, operation] = /^((?:List|Get|Describe)\w+)Command$/.exec(command) ?? [];
  if (operation !== undefined) return operation;
  throw new Error(`${command} isn't a call that only reads`);
}

/** Page tokens end: AWS refuses them after a while, each service in its own words. */
function isStale(error: unknown, input: Readonly<Record<string, unknown>>): boolean {
  return (
    pageToken(input) !== undefined &&
    error instanceof Error &&
    /^(ValidationError|(Validation|InvalidInput|InvalidNextToken|InvalidPaginationToken)Exception)$/.test(
      error.name,
    )
  );
}

function denial(error: unknown, action: string): Denied | undefined {
  if (!(error instanceof Error)) return undefined;
  if (isUnknown(error)) {
    return new Denied(action, `${action} isn't answered here (${error.message.split("\n")[0]})`);
  }
  if (!/^AccessDenied(Exception)?$/.test(error.name)) return undefined;
  const reason = "Reason" in error ? String(error.Reason) : "";
  return new Denied(reason.startsWith("KMS_") ? "kms:Decrypt" : action, error.message);
}

/** Whether who answers doesn't know the operation, as an endpoint that stands in for AWS may not. */
function isUnknown(error: Error): boolean {
  if (/^(UnknownOperation(Exception)?|InvalidAction)$/.test(error.name)) return true;
  const { $metadata, $response } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly statusCode?: number };
  };
  if ($metadata?.httpStatusCode === 501) return true;
  // AWS's own errors can be read; what stands before it, or in its place, says others.
  return error instanceof SyntaxError || /XML parse error/.test(error.message)
    ? ($response?.statusCode ?? 0) >= 500
    : false;
}
