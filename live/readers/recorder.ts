import type {
  ConfigService,
  ConfigurationRecorder,
  DeliveryChannelStatus,
  RecordingGroup,
} from "@aws-sdk/client-config-service";
import { type IamType, iamTypes, type LiveRecorder } from "../accountFacts.ts";
import { type Section, section } from "../notRead.ts";
import type { Session } from "../session.ts";

/** The recorder of the caller's account in the session's Region, beside those of services; undefined where there is none. */
export async function readRecorder(session: Session): Promise<Section<LiveRecorder | undefined>> {
  return await section(async () => {
    session.report({ what: "the recorder of AWS Config", done: 0 });
    const config = await session.service("config");
    const { ConfigurationRecorders = [] } = await config.describeConfigurationRecorders({});
    const own = ConfigurationRecorders.find(({ servicePrincipal }) => !servicePrincipal);
    return own && (await recorderOf(config, own));
  });
}

async function recorderOf(
  config: ConfigService,
  { name = "", recordingGroup }: ConfigurationRecorder,
): Promise<LiveRecorder> {
  const recorders = await config.describeConfigurationRecorderStatus({});
  const status = recorders.ConfigurationRecordersStatus?.find((one) => one.name === name);
  const { DeliveryChannelsStatus = [] } = await config.describeDeliveryChannelStatus({});
  return {
    name,
    isRecording: status?.recording ?? false,
    recordingError:
      status?.lastStatus === "Failure"
        ? words(status.lastErrorCode, status.lastErrorMessage)
        : undefined,
    deliveryError: DeliveryChannelsStatus.map(deliveryError).find((error) => error !== undefined),
    iamTypes: iamTypes.filter((type) => records(recordingGroup, type)),
  };
}

function deliveryError({ configHistoryDeliveryInfo: last }: DeliveryChannelStatus) {
  if (last?.lastStatus !== "Failure") return undefined;
  return words(last.lastErrorCode, last.lastErrorMessage);
}

function words(code = "no reason given", message = ""): string {
  return message === "" ? code : `${code}: ${message}`;
}

/**
 * Whether a recorder records a type of IAM (AWS Config API Reference, RecordingGroup): all of them where all types with
 * the global ones are recorded, those that are named, or all but those that are.
 */
export function records(group: RecordingGroup | undefined, type: IamType): boolean {
  const { allSupported = true, includeGlobalResourceTypes = false } = group ?? {};
  if (group?.recordingStrategy?.useOnly === "EXCLUSION_BY_RESOURCE_TYPES") {
    return !(group.exclusionByResourceTypes?.resourceTypes ?? []).includes(type);
  }
  if (allSupported) return includeGlobalResourceTypes;
  return (group?.resourceTypes ?? []).includes(type);
}
