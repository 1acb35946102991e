import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** A Bedrock agent with one model and a function for its actions, as the Bedrock guide has their roles. */
export default async function bedrockAgent() {
  const { accountId } = await aws.getCallerIdentity();
  const { region } = await aws.getRegion();
  const model = "anthropic.claude-3-5-sonnet-20241022-v2:0";
  const role = new aws.iam.Role("agent", {
    name: "AmazonBedrockExecutionRoleForAgents_support",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "bedrock.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "AWS:SourceArn": `arn:aws:bedrock:${region}:${accountId}:agent/*` },
          },
        },
      ],
    }),
  });
  const modelAccess = new aws.iam.RolePolicy("agent-model", {
    role: role.name,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
          Resource: `arn:aws:bedrock:${region}::foundation-model/${model}`,
        },
      ],
    }),
  });
  const agent = new aws.bedrock.AgentAgent(
    "support",
    {
      agentName: "support",
      agentResourceRoleArn: role.arn,
      foundationModel: model,
      instruction: "You answer customers' questions about their orders, politely and briefly.",
    },
    { dependsOn: modelAccess },
  );

  const lookupRole = new aws.iam.Role("lookup", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
    inlinePolicies: [
      {
        name: "logs",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "logs:CreateLogGroup",
              Resource: `arn:aws:logs:${region}:${accountId}:*`,
            },
            {
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: [`arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/lookup:*`],
            },
          ],
        }),
      },
    ],
  });
  const lookup = new aws.lambda.Function("lookup", {
    name: "lookup",
    runtime: "python3.13",
    handler: "app.handle",
    role: lookupRole.arn,
    code: new pulumi.asset.FileArchive("./lookup"),
  });
  new aws.lambda.Permission("lookup", {
    action: "lambda:InvokeFunction",
    function: lookup.name,
    principal: "bedrock.amazonaws.com",
    sourceArn: agent.agentArn,
  });
  new aws.bedrock.AgentAgentActionGroup("lookup", {
    agentId: agent.agentId,
    agentVersion: "DRAFT",
    actionGroupName: "lookup",
    actionGroupExecutor: { lambda: lookup.arn },
    functionSchema: {
      memberFunctions: { functions: [{ name: "order", description: "finds an order" }] },
    },
  });
  return { agent: agent.agentId };
}
