import { UNKNOWN, type Value } from "../../value.ts";
import { matchesEventPattern } from "./eventPattern.ts";
import { readFilterPattern } from "./filterPattern.ts";

/** What a filter or pattern does about what the root user does: watches for it, means to but never sees it, or neither. */
export type Watch = "root" | "root-in-vain" | "other";

const ACCOUNT = "111122223333";

type Identity = Readonly<Record<string, string>>;

const ROOT: Identity = {
  type: "Root",
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
  accessKeyId: "",
};
const ROLE: Identity = {
  type: "AssumedRole",
  principalId: "AROAEXAMPLEID:somebody",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/some-role/somebody`,
  accountId: ACCOUNT,
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
};

/** A sign-in to the console, and a call of an API, as CloudTrail records them ("CloudTrail record contents"). */
function eventsOf(userIdentity: Identity): readonly { [key: string]: Value }[] {
  const common = {
    eventVersion: "1.08",
    userIdentity,
    eventTime: "2026-01-01T00:00:00Z",
    sourceIPAddress: "192.0.2.1",
    userAgent: "Mozilla/5.0",
    eventID: "3a2b1c0d-0000-0000-0000-000000000000",
    managementEvent: true,
    readOnly: false,
    recipientAccountId: ACCOUNT,
    eventCategory: "Management",
    awsRegion: "us-east-1",
  };
  return [
    {
      ...common,
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      eventType: "AwsConsoleSignIn",
      requestParameters: null,
      responseElements: { ConsoleLogin: "Success" },
      additionalEventData: { LoginTo: "https://console.aws.amazon.com/", MFAUsed: "Yes" },
    },
    {
      ...common,
      eventSource: "iam.amazonaws.com",
      eventName: "CreateAccessKey",
      eventType: "AwsApiCall",
      requestParameters: null,
      responseElements: null,
      requestID: "3a2b1c0d-0000-0000-0000-000000000001",
    },
  ];
}

/** The same as EventBridge hands them on. */
function busEventsOf(userIdentity: Identity): readonly Value[] {
  const [signIn = {}, call = {}] = eventsOf(userIdentity);
  const common = { version: "0", account: ACCOUNT, region: "us-east-1", resources: [] };
  return [
    {
      ...common,
      source: "aws.signin",
      "detail-type": "AWS Console Sign In via CloudTrail",
      detail: signIn,
    },
    { ...common, source: "aws.iam", "detail-type": "AWS API Call via CloudTrail", detail: call },
  ];
}

/** What GuardDuty finds when root credentials are used ("GuardDuty IAM finding types"). */
const GUARD_DUTY: Value = {
  version: "0",
  account: ACCOUNT,
  region: "us-east-1",
  source: "aws.guardduty",
  "detail-type": "GuardDuty Finding",
  resources: [],
  detail: {
    accountId: ACCOUNT,
    region: "us-east-1",
    type: "Policy:IAMUser/RootCredentialUsage",
    severity: 2,
    service: { archived: false },
  },
};

/** What a CloudWatch Logs filter pattern, on a trail's log group, watches for. */
export function filterWatch(pattern: string): Watch {
  const filter = readFilterPattern(pattern);
  if (!filter) return "other";
  // What fires for everyone says nothing of the root user.
  if (eventsOf(ROLE).some(filter)) return "other";
  if (eventsOf(ROOT).some(filter)) return "root";
  return /userIdentity/.test(pattern) && /root/i.test(pattern) ? "root-in-vain" : "other";
}

/** What an EventBridge event pattern, as text or object, watches for. */
export function eventWatch(pattern: Value): Watch {
  const read = typeof pattern === "string" ? parse(pattern) : pattern;
  if (matchesEventPattern(read, GUARD_DUTY)) return "root";
  const isSeen = (event: Value) => matchesEventPattern(read, event);
  if (busEventsOf(ROLE).some(isSeen)) return "other";
  if (busEventsOf(ROOT).some(isSeen)) return "root";
  const text = typeof pattern === "string" ? pattern : JSON.stringify(pattern);
  return /userIdentity/.test(text) && /root/i.test(text) ? "root-in-vain" : "other";
}

function parse(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return UNKNOWN;
  }
}
