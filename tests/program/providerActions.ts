/**
 * What the AWS provider calls to make, read, change and delete a resource, by type, as IAM actions (terraform-provider-aws,
 * internal/service of each service; Service Authorization Reference). Beside IAM's and Identity Center's, which whole managed
 * policies allow.
 */
export const providerActions: Readonly<Record<string, readonly string[]>> = {
  "aws:accessanalyzer/analyzer:Analyzer": [
    ...["CreateAnalyzer", "DeleteAnalyzer", "GetAnalyzer", "UpdateAnalyzer"],
    ...["TagResource", "UntagResource"],
  ].map((name) => `access-analyzer:${name}`),
  "aws:account/alternativeContact:AlternativeContact": [
    ...["DeleteAlternateContact", "GetAlternateContact", "PutAlternateContact"],
  ].map((name) => `account:${name}`),
  "aws:cfg/deliveryChannel:DeliveryChannel": [
    ...["DeleteDeliveryChannel", "DescribeDeliveryChannels", "PutDeliveryChannel"],
  ].map((name) => `config:${name}`),
  "aws:cfg/recorder:Recorder": [
    ...["DeleteConfigurationRecorder", "DescribeConfigurationRecorders"],
    "PutConfigurationRecorder",
  ].map((name) => `config:${name}`),
  "aws:cfg/recorderStatus:RecorderStatus": [
    ...["DescribeConfigurationRecorderStatus", "StartConfigurationRecorder"],
    "StopConfigurationRecorder",
  ].map((name) => `config:${name}`),
  "aws:cfg/rule:Rule": [
    ...["DeleteConfigRule", "DescribeConfigRules", "ListTagsForResource", "PutConfigRule"],
    ...["TagResource", "UntagResource"],
  ].map((name) => `config:${name}`),
  "aws:cloudformation/stackSet:StackSet": [
    ...["CreateStackSet", "DeleteStackSet", "DescribeStackSet", "DescribeStackSetOperation"],
    ...["ListStackSets", "TagResource", "UntagResource", "UpdateStackSet"],
  ].map((name) => `cloudformation:${name}`),
  "aws:cloudformation/stackSetInstance:StackSetInstance": [
    ...["CreateStackInstances", "DeleteStackInstances", "DescribeStackInstance"],
    ...["DescribeStackSetOperation", "ListStackInstances", "ListStackSetOperationResults"],
    "UpdateStackInstances",
  ].map((name) => `cloudformation:${name}`),
  "aws:cloudtrail/trail:Trail": [
    ...["AddTags", "CreateTrail", "DeleteTrail", "DescribeTrails", "GetEventSelectors"],
    ...["GetInsightSelectors", "GetTrailStatus", "ListTags", "PutEventSelectors", "RemoveTags"],
    ...["StartLogging", "StopLogging", "UpdateTrail"],
  ].map((name) => `cloudtrail:${name}`),
  "aws:cloudwatch/eventRule:EventRule": [
    ...["DeleteRule", "DescribeRule", "ListTagsForResource", "PutRule", "TagResource"],
    "UntagResource",
  ].map((name) => `events:${name}`),
  "aws:cloudwatch/eventTarget:EventTarget": [
    ...["ListTargetsByRule", "PutTargets", "RemoveTargets"],
  ].map((name) => `events:${name}`),
  "aws:cloudwatch/logGroup:LogGroup": [
    ...["AssociateKmsKey", "CreateLogGroup", "DeleteLogGroup", "DeleteRetentionPolicy"],
    ...["DescribeLogGroups", "ListTagsForResource", "PutRetentionPolicy", "TagResource"],
    "UntagResource",
  ].map((name) => `logs:${name}`),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": [
    ...["DeleteMetricFilter", "DescribeMetricFilters", "PutMetricFilter"],
  ].map((name) => `logs:${name}`),
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    ...["DeleteAlarms", "DescribeAlarms", "ListTagsForResource", "PutMetricAlarm"],
    ...["TagResource", "UntagResource"],
  ].map((name) => `cloudwatch:${name}`),
  "aws:kms/alias:Alias": [...["CreateAlias", "DeleteAlias", "ListAliases", "UpdateAlias"]].map(
    (name) => `kms:${name}`,
  ),
  "aws:kms/key:Key": [
    ...["CreateKey", "DescribeKey", "EnableKeyRotation", "GetKeyPolicy", "GetKeyRotationStatus"],
    ...["ListResourceTags", "PutKeyPolicy", "ScheduleKeyDeletion", "TagResource", "UntagResource"],
    "UpdateKeyDescription",
  ].map((name) => `kms:${name}`),
  "aws:organizations/awsServiceAccess:AwsServiceAccess": [
    ...["DisableAWSServiceAccess", "EnableAWSServiceAccess"],
  ].map((name) => `organizations:${name}`),
  "aws:organizations/delegatedAdministrator:DelegatedAdministrator": [
    ...["DeregisterDelegatedAdministrator", "RegisterDelegatedAdministrator"],
  ].map((name) => `organizations:${name}`),
  "aws:organizations/policy:Policy": [
    ...["CreatePolicy", "DeletePolicy", "TagResource", "UntagResource", "UpdatePolicy"],
  ].map((name) => `organizations:${name}`),
  "aws:organizations/policyAttachment:PolicyAttachment": [...["AttachPolicy", "DetachPolicy"]].map(
    (name) => `organizations:${name}`,
  ),
  "aws:s3/bucket:Bucket": [
    ...["CreateBucket", "DeleteBucket", "GetAccelerateConfiguration", "GetBucketAcl"],
    ...["GetBucketCORS", "GetBucketLogging", "GetBucketObjectLockConfiguration"],
    ...["GetBucketPolicy", "GetBucketRequestPayment", "GetBucketTagging", "GetBucketVersioning"],
    ...["GetBucketWebsite", "GetEncryptionConfiguration", "GetLifecycleConfiguration"],
    ...["GetReplicationConfiguration", "ListBucket", "PutBucketTagging"],
  ].map((name) => `s3:${name}`),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": [
    ...["GetBucketOwnershipControls", "PutBucketOwnershipControls"],
  ].map((name) => `s3:${name}`),
  "aws:s3/bucketPolicy:BucketPolicy": [
    ...["DeleteBucketPolicy", "GetBucketPolicy", "PutBucketPolicy"],
  ].map((name) => `s3:${name}`),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": [
    ...["GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock"],
  ].map((name) => `s3:${name}`),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    ...["GetEncryptionConfiguration", "PutEncryptionConfiguration"],
  ].map((name) => `s3:${name}`),
  "aws:s3/bucketVersioning:BucketVersioning": [
    ...["GetBucketVersioning", "PutBucketVersioning"],
  ].map((name) => `s3:${name}`),
  "aws:sns/topic:Topic": [
    ...["CreateTopic", "DeleteTopic", "GetTopicAttributes", "ListTagsForResource"],
    ...["SetTopicAttributes", "TagResource", "UntagResource"],
  ].map((name) => `sns:${name}`),
  "aws:sns/topicPolicy:TopicPolicy": [...["GetTopicAttributes", "SetTopicAttributes"]].map(
    (name) => `sns:${name}`,
  ),
  "aws:sns/topicSubscription:TopicSubscription": [
    ...["GetSubscriptionAttributes", "ListSubscriptionsByTopic", "Subscribe", "Unsubscribe"],
  ].map((name) => `sns:${name}`),
};
