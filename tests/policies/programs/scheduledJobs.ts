import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** Nightly jobs: a Fargate task by EventBridge Scheduler, a function by an EventBridge rule. */
export default function scheduledJobs() {
  const caller = aws.getCallerIdentityOutput();
  const ecsTasks = aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" });
  const execution = new aws.iam.Role("job-execution", { assumeRolePolicy: ecsTasks });
  new aws.iam.RolePolicyAttachment("job-execution", {
    role: execution,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  });
  const task = new aws.iam.Role("job-task", { assumeRolePolicy: ecsTasks });
  const cluster = new aws.ecs.Cluster("jobs");
  const definition = new aws.ecs.TaskDefinition("report", {
    family: "report",
    cpu: "512",
    memory: "1024",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    executionRoleArn: execution.arn,
    taskRoleArn: task.arn,
    containerDefinitions: JSON.stringify([
      { name: "report", image: "public.ecr.aws/acme/report:3", essential: true },
    ]),
  });

  const scheduler = new aws.iam.Role("scheduler", {
    path: "/jobs/",
    assumeRolePolicy: caller.accountId.apply((account) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { Service: "scheduler.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": account } },
        },
      }),
    ),
  });
  new aws.iam.RolePolicy("scheduler", {
    role: scheduler.id,
    policy: pulumi
      .all([definition.arnWithoutRevision, cluster.arn, execution.arn, task.arn])
      .apply(([taskDefinition, clusterArn, ...roles]) =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "ecs:RunTask",
              Resource: `${taskDefinition}:*`,
              Condition: { ArnEquals: { "ecs:cluster": clusterArn } },
            },
            {
              Effect: "Allow",
              Action: "iam:PassRole",
              Resource: roles,
              Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
            },
          ],
        }),
      ),
  });
  new aws.scheduler.Schedule("report", {
    scheduleExpression: "cron(0 3 * * ? *)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: cluster.arn,
      roleArn: scheduler.arn,
      ecsParameters: { taskDefinitionArn: definition.arn, launchType: "FARGATE" },
    },
  });

  const cleanup = new aws.lambda.Function("cleanup", {
    runtime: "python3.13",
    handler: "app.handle",
    code: new pulumi.asset.FileArchive("./cleanup"),
    role: new aws.iam.Role("cleanup", {
      assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
      managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
      inlinePolicies: [
        {
          name: "snapshots",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Action: "ec2:Describe*", Resource: "*" },
              {
                Effect: "Allow",
                Action: "ec2:DeleteSnapshot",
                Resource: "arn:aws:ec2:*::snapshot/*",
                Condition: { StringEquals: { "aws:ResourceTag/cleanup": "yes" } },
              },
            ],
          }),
        },
      ],
    }).arn,
  });
  const rule = new aws.cloudwatch.EventRule("cleanup", { scheduleExpression: "rate(1 day)" });
  new aws.cloudwatch.EventTarget("cleanup", { rule: rule.name, arn: cleanup.arn });
  new aws.lambda.Permission("cleanup", {
    action: "lambda:InvokeFunction",
    function: cleanup.name,
    principal: "events.amazonaws.com",
    sourceArn: rule.arn,
  });
}
