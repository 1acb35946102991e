/**
 * How an event becomes a sentence ("Amazon EventBridge input transformation"). What an event lacks is left empty.
 */
export function messageOf(title: string) {
  return {
    inputPaths: {
      what: "$.detail.eventName",
      service: "$.detail.eventSource",
      who: "$.detail.userIdentity.arn",
      account: "$.detail.recipientAccountId",
      region: "$.detail.awsRegion",
      when: "$.detail.eventTime",
      from: "$.detail.sourceIPAddress",
      refused: "$.detail.errorCode",
      event: "$.detail.eventID",
    },
    inputTemplate: JSON.stringify(
      `${title}: <what> (<service>) by <who> in account <account>, Region <region>, at <when> from <from>. Refused: <refused>. CloudTrail event <event>.`,
    ),
  };
}
