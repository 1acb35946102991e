import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

interface WebServiceArgs {
  readonly image: pulumi.Input<string>;
  readonly secretArn: pulumi.Input<string>;
  readonly uploads: aws.s3.Bucket;
}

/** A web service on Fargate behind a load balancer, as a component. */
class WebService extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: WebServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:web:WebService", name, {}, opts);
    const parent = { parent: this };
    const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({
      Service: "ecs-tasks.amazonaws.com",
    });

    const execution = new aws.iam.Role(`${name}-execution`, { assumeRolePolicy }, parent);
    new aws.iam.RolePolicyAttachment(
      `${name}-execution`,
      { role: execution.name, policyArn: aws.iam.ManagedPolicy.AmazonECSTaskExecutionRolePolicy },
      parent,
    );
    new aws.iam.RolePolicy(
      `${name}-secrets`,
      {
        role: execution.id,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: args.secretArn },
          ],
        }),
      },
      parent,
    );

    const task = new aws.iam.Role(`${name}-task`, { assumeRolePolicy }, parent);
    new aws.iam.RolePolicy(
      `${name}-task`,
      {
        role: task.id,
        policy: args.uploads.arn.apply((arn) =>
          JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${arn}/*` },
              { Effect: "Allow", Action: ["s3:ListBucket"], Resource: arn },
              // ECS Exec, as its page in the ECS guide has it.
              {
                Effect: "Allow",
                Action: [
                  "ssmmessages:CreateControlChannel",
                  "ssmmessages:CreateDataChannel",
                  "ssmmessages:OpenControlChannel",
                  "ssmmessages:OpenDataChannel",
                ],
                Resource: "*",
              },
            ],
          }),
        ),
      },
      parent,
    );

    const logs = new aws.cloudwatch.LogGroup(`${name}-logs`, { retentionInDays: 30 }, parent);
    const vpc = aws.ec2.getVpcOutput({ default: true });
    const subnets = aws.ec2.getSubnetsOutput({ filters: [{ name: "vpc-id", values: [vpc.id] }] });
    const balancer = new aws.lb.LoadBalancer(name, { subnets: subnets.ids }, parent);
    const targets = new aws.lb.TargetGroup(
      name,
      { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: vpc.id },
      parent,
    );
    const definition = new aws.ecs.TaskDefinition(
      name,
      {
        family: name,
        cpu: "256",
        memory: "512",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
        containerDefinitions: pulumi.jsonStringify([
          {
            name,
            image: args.image,
            portMappings: [{ containerPort: 8080 }],
            secrets: [{ name: "DATABASE_URL", valueFrom: args.secretArn }],
            logConfiguration: {
              logDriver: "awslogs",
              options: {
                "awslogs-group": logs.name,
                "awslogs-region": aws.getRegionOutput().region,
                "awslogs-stream-prefix": name,
              },
            },
          },
        ]),
      },
      parent,
    );
    new aws.ecs.Service(
      name,
      {
        cluster: new aws.ecs.Cluster(name, {}, parent).arn,
        taskDefinition: definition.arn,
        launchType: "FARGATE",
        desiredCount: 2,
        loadBalancers: [{ targetGroupArn: targets.arn, containerName: name, containerPort: 8080 }],
        networkConfiguration: { subnets: subnets.ids },
      },
      parent,
    );
    this.url = pulumi.interpolate`https://${balancer.dnsName}`;
    this.registerOutputs({ url: this.url });
  }
}

export default function fargateService() {
  const repository = new aws.ecr.Repository("web", { imageTagMutability: "IMMUTABLE" });
  const secret = new aws.secretsmanager.Secret("database-url");
  const uploads = new aws.s3.Bucket("uploads");
  const { url } = new WebService("web", {
    image: pulumi.interpolate`${repository.repositoryUrl}:1.4.2`,
    secretArn: secret.arn,
    uploads,
  });
  return { url };
}
