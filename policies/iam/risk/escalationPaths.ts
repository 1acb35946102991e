/**
 * How the holder of some permissions becomes what it isn't:
 * - `identity`: it changes what an identity may do, or takes one over;
 * - `identity-center`: the same through IAM Identity Center, or for its people through Account Access Manager;
 * - `pass-role`: it gives a role to something it makes, and lets that act as the role;
 * - `existing-role`: it takes over something that runs with a role already.
 */
export type PathFamily = "identity" | "identity-center" | "pass-role" | "existing-role";

/** An action that a path needs. */
export interface Need {
  readonly action: string;
  /**
   * Where it must be allowed. `all`: on all resources of the kind, so that a privileged one is among them. `any`: on
   * whichever, since its holder makes that resource, or any will do. `itself`: on all or on the holder, as with
   * `user/${aws:username}`, its groups and its policies.
   */
  readonly on: "all" | "any" | "itself";
  /** The kind of resource that `all` means, where the action knows several. @default any of them */
  readonly kind?: string;
  /** A resource by name, in the form of `ResourceType.arn`, that it must be allowed on. */
  readonly example?: string;
  /** What its holder asks for, by lower-case condition key (at most one): a condition that lets one of these pass doesn't help. */
  readonly asking?: Readonly<Record<string, readonly string[]>>;
}

/** A published way from some permissions to more. */
export interface EscalationPath {
  /** Its actions, joined with `+`. */
  readonly id: string;
  readonly family: PathFamily;
  /** All of them are needed. */
  readonly needs: readonly Need[];
  /** Where it is published. */
  readonly source: string;
}

const RHINO = "https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/";
const PATHFINDING = "https://pathfinding.cloud/paths/";
const PROWLER = "Prowler, iam_policy_allows_privilege_escalation";
const AGENTCORE = "https://www.beyondtrust.com/blog/entry/aws-agentcore-privilege-escalation";
const ECS = "https://labs.reversec.com/posts/2025/08/another-ecs-privilege-escalation-path";
const IAM_VULNERABLE = "https://github.com/BishopFox/iam-vulnerable";
const CLOUDQUERY = "https://www.cloudquery.io/blog/aws-priv-esc-identity-center";
/** The same as an assignment, past permission sets. */
const ENTITLEMENTS =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountaccessmanager.html";

function hacktricks(service: string): string {
  const folder =
    "https://cloud.hacktricks.wiki/en/pentesting-cloud/aws-security/aws-privilege-escalation";
  return `${folder}/aws-${service}-privesc/index.html`;
}

/** Policies that its holder would choose, whichever partition it is in. */
export const ADMINISTRATOR_POLICIES: readonly string[] = ["aws", "aws-cn", "aws-us-gov"].flatMap(
  (partition) => [
    `arn:${partition}:iam::aws:policy/AdministratorAccess`,
    `arn:${partition}:iam::aws:policy/IAMFullAccess`,
  ],
);

/** One action is enough; `self`: also when its holder may do it to itself only. */
const IDENTITY: readonly (readonly [action: string, source: string, self?: "self"])[] = [
  ["iam:CreatePolicyVersion", "iam-001", "self"],
  ["iam:SetDefaultPolicyVersion", RHINO, "self"],
  ["iam:CreateAccessKey", "iam-002"],
  ["iam:CreateLoginProfile", "iam-004"],
  ["iam:UpdateLoginProfile", "iam-006"],
  ["iam:PutRolePolicy", "iam-005", "self"],
  ["iam:PutUserPolicy", "iam-007", "self"],
  ["iam:PutGroupPolicy", "iam-011", "self"],
  ["iam:AttachUserPolicy", "iam-008", "self"],
  ["iam:AttachRolePolicy", "iam-009", "self"],
  ["iam:AttachGroupPolicy", "iam-010", "self"],
  ["iam:UpdateAssumeRolePolicy", "iam-012"],
  ["iam:AddUserToGroup", "iam-013"],
  ["iam:DeleteUserPermissionsBoundary", "iam-022", "self"],
  ["iam:DeleteRolePermissionsBoundary", "iam-023", "self"],
  ["iam:PutUserPermissionsBoundary", hacktricks("iam"), "self"],
  ["iam:PutRolePermissionsBoundary", hacktricks("iam"), "self"],
  ["iam:UpdateSAMLProvider", hacktricks("iam")],
];

const IDENTITY_CENTER: readonly (readonly [actions: string, source: string])[] = [
  ["sso:AttachManagedPolicyToPermissionSet@PermissionSet", "sso-002"],
  ["sso:PutInlinePolicyToPermissionSet@PermissionSet", "sso-003"],
  [
    "sso:AttachCustomerManagedPolicyReferenceToPermissionSet@PermissionSet",
    hacktricks("sso-and-identitystore"),
  ],
  ["sso:CreateAccountAssignment@PermissionSet", hacktricks("sso-and-identitystore")],
  ["identitystore:CreateGroupMembership@Group", CLOUDQUERY],
  ["account-access:CreateEntitlement", ENTITLEMENTS],
  ["sso-directory:AddMemberToGroup", CLOUDQUERY],
  ["sso-directory:UpdatePassword", hacktricks("sso-and-identitystore")],
];

/** iam:PassRole to a service, and what makes the service act as the role. */
const PASS_ROLE: readonly (readonly [services: string, actions: string, source: string])[] = [
  ["apprunner tasks.apprunner", "apprunner:CreateService", "apprunner-001"],
  [
    "ec2",
    "autoscaling:CreateAutoScalingGroup autoscaling:CreateLaunchConfiguration",
    IAM_VULNERABLE,
  ],
  [
    "ec2",
    "autoscaling:UpdateAutoScalingGroup autoscaling:CreateLaunchConfiguration",
    IAM_VULNERABLE,
  ],
  ["ecs-tasks batch", "batch:RegisterJobDefinition batch:SubmitJob", "batch-001"],
  [
    "bedrock-agentcore",
    "bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter",
    "bedrock-001",
  ],
  [
    "bedrock-agentcore",
    "bedrock-agentcore:CreateAgentRuntime bedrock-agentcore:InvokeAgentRuntimeCommand",
    AGENTCORE,
  ],
  [
    "bedrock-agentcore",
    "bedrock-agentcore:CreateHarness bedrock-agentcore:InvokeAgentRuntimeCommand",
    AGENTCORE,
  ],
  [
    "bedrock-agentcore",
    "bedrock-agentcore:CreateBrowser bedrock-agentcore:StartBrowserSession bedrock-agentcore:ConnectBrowserAutomationStream",
    AGENTCORE,
  ],
  ["braket", "braket:CreateJob", "braket-001"],
  ["cloudformation", "cloudformation:CreateStack", "cloudformation-001"],
  ["cloudformation", "cloudformation:UpdateStack", "cloudformation-002"],
  [
    "cloudformation",
    "cloudformation:CreateStackSet cloudformation:CreateStackInstances",
    "cloudformation-003",
  ],
  ["cloudformation", "cloudformation:UpdateStackSet", "cloudformation-004"],
  [
    "cloudformation",
    "cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet",
    "cloudformation-005",
  ],
  ["codebuild", "codebuild:CreateProject codebuild:StartBuild", "codebuild-001"],
  ["codebuild", "codebuild:CreateProject codebuild:StartBuildBatch", "codebuild-004"],
  ["codebuild", "codebuild:UpdateProject codebuild:StartBuild", hacktricks("codebuild")],
  [
    "codepipeline",
    "codepipeline:CreatePipeline codepipeline:StartPipelineExecution codebuild:CreateProject",
    hacktricks("codepipeline"),
  ],
  ["codestar", "codestar:CreateProject", IAM_VULNERABLE],
  ["cognito-identity", "cognito-identity:SetIdentityPoolRoles", "cognitoidentity-001"],
  [
    "datapipeline ec2",
    "datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline",
    "datapipeline-001",
  ],
  ["ec2", "ec2:RunInstances", "ec2-001"],
  ["ec2", "ec2:RequestSpotInstances", "ec2-003"],
  ["ec2", "iam:AddRoleToInstanceProfile", hacktricks("ec2")],
  ["ec2", "ec2:AssociateIamInstanceProfile", hacktricks("ec2")],
  ["ec2", "ec2:ReplaceIamInstanceProfileAssociation", hacktricks("ec2")],
  ["ecs-tasks", "ecs:RegisterTaskDefinition ecs:CreateService", "ecs-003"],
  ["ecs-tasks", "ecs:RegisterTaskDefinition ecs:UpdateService", hacktricks("ecs")],
  ["ecs-tasks", "ecs:RegisterTaskDefinition ecs:RunTask", "ecs-004"],
  ["ecs-tasks", "ecs:RegisterTaskDefinition ecs:StartTask", "ecs-005"],
  ["ecs-tasks", "ecs:StartTask", ECS],
  ["ecs-tasks", "ecs:RunTask", PROWLER],
  ["ec2 elasticmapreduce", "elasticmapreduce:RunJobFlow", "emr-001"],
  [
    "emr-serverless",
    "emr-serverless:CreateApplication emr-serverless:StartJobRun",
    "emrserverless-001",
  ],
  [
    "gamelift",
    "gamelift:CreateBuild gamelift:CreateFleet gamelift:RequestUploadCredentials",
    "gamelift-001",
  ],
  ["glue", "glue:CreateDevEndpoint", "glue-001"],
  ["glue", "glue:CreateJob glue:StartJobRun", "glue-003"],
  ["glue", "glue:CreateJob glue:CreateTrigger", "glue-004"],
  ["glue", "glue:UpdateJob glue:StartJobRun", "glue-005"],
  ["glue", "glue:UpdateJob glue:CreateTrigger", "glue-006"],
  ["glue", "glue:CreateSession glue:RunStatement", "glue-007"],
  [
    "ec2",
    "imagebuilder:CreateComponent imagebuilder:CreateImageRecipe imagebuilder:CreateInfrastructureConfiguration imagebuilder:CreateImage",
    "imagebuilder-001",
  ],
  [
    "kinesisanalytics",
    "kinesisanalytics:CreateApplication kinesisanalytics:StartApplication",
    "kinesisanalytics-001",
  ],
  ["lambda", "lambda:CreateFunction lambda:InvokeFunction", "lambda-001"],
  ["lambda", "lambda:CreateFunction lambda:CreateEventSourceMapping", "lambda-002"],
  ["lambda", "lambda:CreateFunction lambda:AddPermission", "lambda-006"],
  ["lambda", "lambda:CreateFunction lambda:CreateFunctionUrlConfig", hacktricks("lambda")],
  ["omics", "omics:CreateWorkflow omics:StartRun", "omics-001"],
  ["sagemaker", "sagemaker:CreateNotebookInstance", "sagemaker-001"],
  ["sagemaker", "sagemaker:CreateTrainingJob", "sagemaker-002"],
  ["sagemaker", "sagemaker:CreateProcessingJob", "sagemaker-003"],
  ["scheduler", "scheduler:CreateSchedule", "scheduler-001"],
  ["ssm", "ssm:CreateDocument ssm:StartAutomationExecution", "ssm-003"],
  ["states", "states:CreateStateMachine states:StartExecution", "stepfunctions-001"],
];

/** Taking over something that has a role: on all of its kind, since a privileged one has to be among them. */
const EXISTING_ROLE: readonly (readonly [actions: string, source: string])[] = [
  ["apprunner:UpdateService@service", "apprunner-002"],
  ["batch:SubmitJob@job-definition", "batch-002"],
  [
    "bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter",
    "bedrock-002",
  ],
  ["bedrock-agentcore:InvokeAgentRuntimeCommand", AGENTCORE],
  [
    "bedrock-agentcore:StartBrowserSession bedrock-agentcore:ConnectBrowserAutomationStream",
    AGENTCORE,
  ],
  ["cloudformation:UpdateStack", "cloudformation-002"],
  ["cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet", "cloudformation-005"],
  ["codebuild:UpdateProject codebuild:StartBuild", hacktricks("codebuild")],
  ["codebuild:StartBuild", "codebuild-002"],
  ["codebuild:StartBuildBatch", "codebuild-003"],
  [
    "codedeploy:CreateDeployment codedeploy:RegisterApplicationRevision codedeploy:GetDeploymentConfig",
    "codedeploy-001",
  ],
  ["ec2:ModifyInstanceAttribute@instance ec2:StopInstances ec2:StartInstances@instance", "ec2-002"],
  ["ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate", "ec2-004"],
  ["ec2-instance-connect:SendSSHPublicKey", "ec2instanceconnect-003"],
  ["ecs:ExecuteCommand@task", "ecs-006"],
  ["glue:UpdateDevEndpoint", "glue-002"],
  ["lambda:UpdateFunctionCode", "lambda-003"],
  ["lambda:UpdateFunctionConfiguration", PROWLER],
  ["sagemaker:CreatePresignedNotebookInstanceUrl", "sagemaker-004"],
  [
    "sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance",
    "sagemaker-005",
  ],
  ["ssm:StartSession@instance", "ssm-001"],
  ["states:UpdateStateMachine states:StartExecution", "stepfunctions-002"],
];

// biome-ignore lint/suspicious/noTemplateCurlyInString: as in the Service Authorization Reference.
const RUN_SHELL_SCRIPT = "arn:${Partition}:ssm:${Region}::document/AWS-RunShellScript";

function source(text: string): string {
  return /^[a-z0-9-]+-\d+$/.test(text) ? PATHFINDING + text : text;
}

function needs(actions: string, on: Need["on"]): readonly Need[] {
  return actions.split(" ").map((one) => {
    const [action = one, kind] = one.split("@");
    return { action, on, ...(kind && { kind }) };
  });
}

function passRole(services: string): Need {
  const names = services
    .split(" ")
    .flatMap((service) => [`${service}.amazonaws.com`, `${service}.amazonaws.com.cn`]);
  return { action: "iam:PassRole", on: "all", asking: { "iam:passedtoservice": names } };
}

/**
 * The published ways to escalate privileges. Those that only add actions to a shorter one aren't here: who may put a
 * policy on any role needs nothing else.
 */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
  ...IDENTITY.map(([action, from, self]) => ({
    id: action,
    family: "identity" as const,
    needs: [
      {
        action,
        on: self ? ("itself" as const) : ("all" as const),
        ...(/^iam:Attach/.test(action) && {
          asking: { "iam:policyarn": ADMINISTRATOR_POLICIES },
        }),
      },
    ],
    source: source(from),
  })),
  ...IDENTITY_CENTER.map(([actions, from]) => ({
    id: actions.replace(/@\w+/g, "").replaceAll(" ", "+"),
    family: "identity-center" as const,
    needs: needs(actions, "all"),
    source: source(from),
  })),
  ...PASS_ROLE.map(([services, actions, from]) => ({
    id: `iam:PassRole+${actions.replaceAll(" ", "+")}`,
    family: "pass-role" as const,
    needs: [passRole(services), ...needs(actions, "any")],
    source: source(from),
  })),
  {
    id: "ssm:SendCommand",
    family: "existing-role",
    needs: [
      { action: "ssm:SendCommand", on: "all", kind: "instance" },
      // Documents that don't run what their user gives are harmless.
      { action: "ssm:SendCommand", on: "all", example: RUN_SHELL_SCRIPT },
    ],
    source: source("ssm-002"),
  },
  ...EXISTING_ROLE.map(([actions, from]) => ({
    id: actions.replace(/@[a-z-]+/g, "").replaceAll(" ", "+"),
    family: "existing-role" as const,
    needs: needs(actions, "all"),
    source: source(from),
  })),
];
