import { iamTypes, type LiveRecorder } from "../../../live/accountFacts.ts";
import type { Check, Finding } from "../check.ts";
import { wantedDetection } from "../detectionWanted.ts";

export const configRecorder: Check<"recorder"> = {
  id: "config-recorder",
  severity: "medium",
  title: "AWS Config records what the rules of the configuration judge",
  why: "a rule of AWS Config without a recorder judges nothing, and says of nobody that something is wrong",
  fix: "access:detection: { config: { recorder: create } } where there is none; one that is there: aws configservice start-configuration-recorder --configuration-recorder-name NAME, or AWS Config > Settings > Edit, with the resource types of IAM and a bucket that takes the history",
  url: "https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html",
  limits:
    "the management account in the home Region; where the rules are in every account (config.organization), each needs a recorder of its own there",
  needs: ["recorder"],
  *judge({ recorder }, context) {
    const config = wantedDetection(context)?.config;
    if (!config?.enabled) return { absent: "no rules of AWS Config in access:detection" };
    if (!recorder) {
      yield {
        what: "none",
        seen: `there is no recorder in ${context.region}, though access:detection.config asks for rules${config.recorder === "create" ? " and makes one: run pulumi up --refresh" : ""}`,
      };
      return "";
    }
    yield* faultsOf(recorder);
    return `${recorder.name} in ${context.region}`;
  },
};

function* faultsOf(recorder: LiveRecorder): Generator<Finding, void, void> {
  const { name, isRecording, recordingError, deliveryError } = recorder;
  if (!isRecording) yield { what: "stopped", seen: `recorder ${name} is stopped` };
  if (recordingError !== undefined) {
    yield { what: "failing", seen: `recorder ${name} failed lately (${recordingError})` };
  }
  if (deliveryError !== undefined) {
    yield { what: "delivery", seen: `the last history wasn't delivered (${deliveryError})` };
  }
  const missing = iamTypes.filter((type) => !recorder.iamTypes.includes(type));
  if (missing.length > 0) {
    yield {
      what: "types",
      seen: `recorder ${name} leaves out ${missing.join(", ")}, which rules about users of IAM look at`,
    };
  }
}
