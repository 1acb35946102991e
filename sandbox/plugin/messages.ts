import * as grpc from "@grpc/grpc-js";
import providerMessages from "@pulumi/pulumi/proto/provider_pb.js";
import statusMessages from "@pulumi/pulumi/proto/status_pb.js";
import anyMessages from "google-protobuf/google/protobuf/any_pb.js";
import structMessages from "google-protobuf/google/protobuf/struct_pb.js";
import type { ResourceDiff } from "../resources/diff.ts";
import type { CheckFailure, InitializationError, Properties } from "../resources/resource.ts";

type Struct = structMessages.Struct;

export function fromStruct(struct: Struct | undefined): Properties {
  return (struct?.toJavaScript() ?? {}) as Properties;
}

export function toStruct(properties: object): Struct {
  // Struct.fromJavaScript refuses undefined.
  const plain = JSON.parse(JSON.stringify(properties));
  return structMessages.Struct.fromJavaScript(plain);
}

/** Failures as pulumi-terraform-bridge words them. */
export function checkFailures(
  failures: readonly CheckFailure[],
  name: string,
): providerMessages.CheckFailure[] {
  return failures.map((failure) => {
    const message = new providerMessages.CheckFailure();
    message.setReason(`${failure.reason}. Examine values at '${name}.${failure.property}'.`);
    return message;
  });
}

export function diffResponse(
  { changed, replaces, deleteBeforeReplace, stables }: ResourceDiff,
  olds: Properties,
  news: Properties,
): providerMessages.DiffResponse {
  const response = new providerMessages.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = providerMessages.DiffResponse.DiffChanges;
  response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setReplacesList([...replaces]);
  response.setStablesList([...stables]);
  response.setDiffsList([...changed]);
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const key of changed) {
    const one = new providerMessages.PropertyDiff();
    one.setKind(kindOf(olds[key], news[key], replaces.includes(key)));
    response.getDetaileddiffMap().set(key, one);
  }
  return response;
}

function kindOf(old: unknown, wanted: unknown, replaces: boolean): 0 | 1 | 2 | 3 | 4 | 5 {
  const { Kind } = providerMessages.PropertyDiff;
  if (old === undefined) return replaces ? Kind.ADD_REPLACE : Kind.ADD;
  if (wanted === undefined) return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
  return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}

/** The status by which the engine learns that a resource exists in spite of the error. */
export function initializationStatus(
  error: InitializationError,
  inputs: Properties,
): Partial<grpc.StatusObject> {
  const detail = new providerMessages.ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(toStruct(error.outputs));
  detail.setInputs(toStruct(inputs));
  detail.setReasonsList([error.message]);
  const any = new anyMessages.Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new statusMessages.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(error.message);
  status.addDetails(any);
  const metadata = new grpc.Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details: error.message, metadata };
}
