/**
 * What the AWS Load Balancer Controller asks for (its installation guide, IAM policy): reading everywhere,
 * changing what bears its tags.
 */
const ingressTag = (kind: "RequestTag" | "ResourceTag") => `aws:${kind}/elbv2.k8s.aws/cluster`;
const owned = { Null: { [ingressTag("ResourceTag")]: "false" } };
const requested = { Null: { [ingressTag("RequestTag")]: "false" } };
const retagged = {
  Null: { [ingressTag("RequestTag")]: "true", [ingressTag("ResourceTag")]: "false" },
};
const elb = (...names: string[]) => names.map((name) => `elasticloadbalancing:${name}`);
const ec2 = (...names: string[]) => names.map((name) => `ec2:${name}`);

export const loadBalancerController = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: "*",
      Condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
    },
    {
      Effect: "Allow",
      Action: [
        ...ec2("DescribeAccountAttributes", "DescribeAddresses", "DescribeAvailabilityZones"),
        ...ec2("DescribeInternetGateways", "DescribeVpcs", "DescribeVpcPeeringConnections"),
        ...ec2("DescribeSubnets", "DescribeSecurityGroups", "DescribeInstances", "DescribeTags"),
        ...ec2("DescribeNetworkInterfaces", "GetCoipPoolUsage", "DescribeCoipPools"),
        ...elb("DescribeLoadBalancers", "DescribeLoadBalancerAttributes", "DescribeListeners"),
        ...elb("DescribeListenerCertificates", "DescribeSSLPolicies", "DescribeRules"),
        ...elb("DescribeTargetGroups", "DescribeTargetGroupAttributes", "DescribeTargetHealth"),
        ...elb("DescribeTags", "DescribeTrustStores", "DescribeListenerAttributes"),
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: [
        "cognito-idp:DescribeUserPoolClient",
        "acm:ListCertificates",
        "acm:DescribeCertificate",
        "iam:ListServerCertificates",
        "iam:GetServerCertificate",
        "waf-regional:GetWebACL",
        "waf-regional:GetWebACLForResource",
        "waf-regional:AssociateWebACL",
        "waf-regional:DisassociateWebACL",
        "wafv2:GetWebACL",
        "wafv2:GetWebACLForResource",
        "wafv2:AssociateWebACL",
        "wafv2:DisassociateWebACL",
        "shield:GetSubscriptionState",
        "shield:DescribeProtection",
        "shield:CreateProtection",
        "shield:DeleteProtection",
      ],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: ec2(
        "AuthorizeSecurityGroupIngress",
        "RevokeSecurityGroupIngress",
        "CreateSecurityGroup",
      ),
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: "arn:aws:ec2:*:*:security-group/*",
      Condition: { StringEquals: { "ec2:CreateAction": "CreateSecurityGroup" }, ...requested },
    },
    {
      Effect: "Allow",
      Action: ec2("CreateTags", "DeleteTags"),
      Resource: "arn:aws:ec2:*:*:security-group/*",
      Condition: retagged,
    },
    {
      Effect: "Allow",
      Action: ec2(
        "AuthorizeSecurityGroupIngress",
        "RevokeSecurityGroupIngress",
        "DeleteSecurityGroup",
      ),
      Resource: "*",
      Condition: owned,
    },
    {
      Effect: "Allow",
      Action: elb("CreateLoadBalancer", "CreateTargetGroup"),
      Resource: "*",
      Condition: requested,
    },
    {
      Effect: "Allow",
      Action: elb("CreateListener", "DeleteListener", "CreateRule", "DeleteRule"),
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: elb("AddTags", "RemoveTags"),
      Resource: [
        "arn:aws:elasticloadbalancing:*:*:targetgroup/*/*",
        "arn:aws:elasticloadbalancing:*:*:loadbalancer/net/*/*",
        "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*/*",
      ],
      Condition: retagged,
    },
    {
      Effect: "Allow",
      Action: elb("AddTags", "RemoveTags"),
      Resource: [
        "arn:aws:elasticloadbalancing:*:*:listener/net/*/*/*",
        "arn:aws:elasticloadbalancing:*:*:listener/app/*/*/*",
        "arn:aws:elasticloadbalancing:*:*:listener-rule/net/*/*/*",
        "arn:aws:elasticloadbalancing:*:*:listener-rule/app/*/*/*",
      ],
    },
    {
      Effect: "Allow",
      Action: [
        ...elb(
          "ModifyLoadBalancerAttributes",
          "SetIpAddressType",
          "SetSecurityGroups",
          "SetSubnets",
        ),
        ...elb("DeleteLoadBalancer", "ModifyTargetGroup", "ModifyTargetGroupAttributes"),
        ...elb("DeleteTargetGroup", "ModifyListenerAttributes"),
      ],
      Resource: "*",
      Condition: owned,
    },
    {
      Effect: "Allow",
      Action: elb("RegisterTargets", "DeregisterTargets"),
      Resource: "arn:aws:elasticloadbalancing:*:*:targetgroup/*/*",
    },
    {
      Effect: "Allow",
      Action: [
        ...elb("SetWebAcl", "ModifyListener", "AddListenerCertificates"),
        ...elb("RemoveListenerCertificates", "ModifyRule"),
      ],
      Resource: "*",
    },
  ],
});
