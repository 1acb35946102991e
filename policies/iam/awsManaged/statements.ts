import type { Statement } from "../policy/statement.ts";

/**
 * Actions that AWS managed policies allow on `*` and that complete a privilege escalation together with iam:PassRole
 * elsewhere ("AWS Managed Policy Reference Guide"). What they allow beyond that doesn't matter here.
 */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  AWSBatchFullAccess: ["batch:*"],
  AWSCloudFormationFullAccess: ["cloudformation:*"],
  AWSCodeBuildAdminAccess: ["codebuild:*"],
  AWSCodeBuildDeveloperAccess: ["codebuild:StartBuild", "codebuild:StartBuildBatch"],
  AWSDataPipeline_FullAccess: ["datapipeline:*"],
  AWSGlueConsoleFullAccess: ["glue:*"],
  AWSLambda_FullAccess: ["lambda:*"],
  AWSStepFunctionsFullAccess: ["states:*"],
  AmazonEC2FullAccess: ["ec2:*"],
  AmazonECS_FullAccess: ["ecs:*"],
  AmazonEventBridgeSchedulerFullAccess: ["scheduler:*"],
  AmazonSageMakerFullAccess: ["sagemaker:*"],
  AmazonSSMFullAccess: ["ssm:*"],
  IAMFullAccess: ["iam:*"],
};

const BUT_IAM = ["account:*", "iam:*", "organizations:*"];

/** What is known of AWS managed policies, as statements; empty for those of which nothing matters. */
export function awsManagedStatements(name: string): readonly Statement[] {
  let statements = known.get(name);
  if (!statements) {
    statements = [...statementsOf(name)];
    known.set(name, statements);
  }
  return statements;
}

const known = new Map<string, readonly Statement[]>();

const REST = {
  effect: "Allow",
  resources: { known: ["*"], more: false },
  conditions: [],
  moreConditions: false,
} as const;

/** What AdministratorAccess allows. */
export const EVERYTHING: readonly Statement[] = [
  { ...REST, label: "all", place: "all", actions: { known: ["*"], more: false } },
];

function* statementsOf(name: string): Iterable<Statement> {
  const rest = { ...REST, label: name, place: name };
  const actions = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (actions) yield { ...rest, actions: { known: actions, more: false } };
  if (name === "PowerUserAccess") yield { ...rest, notActions: { known: BUT_IAM, more: false } };
}
