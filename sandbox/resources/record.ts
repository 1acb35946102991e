import type { OperationName, Request } from "../world/operations.ts";
import type { RecordContent } from "../world/records.ts";
import { ServiceError } from "../world/serviceError.ts";
import { call } from "./awsClient.ts";
import type { OperationContext, Properties, ResourceDefinition } from "./resource.ts";

/** What a record's operations are called with, and what those that give it answer. */
interface RecordRequest {
  readonly Id: string;
  readonly Properties?: Properties;
}

/** The provider's resource for something that the world keeps as it was given (sandbox/world/records.ts). */
export interface RecordDefinition
  extends Pick<
    ResourceDefinition,
    "type" | "inputs" | "computed" | "nameProperty" | "tagged" | "global"
  > {
  /**
   * AWS's operations, with requests `{ Id, Properties }`, of which the first and the second answer `{ Properties }`.
   * Without `update` every change replaces.
   */
  readonly operations: {
    readonly create: OperationName;
    readonly read: OperationName;
    readonly update?: OperationName;
    readonly delete: OperationName;
  };
  /** The resource's id, from what is given. */
  id(context: OperationContext, inputs: Properties): string;
  /** Outputs beside the inputs, such as the ARN. Default: none. */
  outputs?(context: OperationContext, id: string, inputs: Properties): Properties;
  /** Codes with which AWS says that it isn't there. Default: ResourceNotFoundException. */
  readonly goneCodes?: readonly string[];
}

export function recordResource({
  operations,
  id: idOf,
  outputs: outputsOf = () => ({}),
  goneCodes = ["ResourceNotFoundException"],
  ...definition
}: RecordDefinition): ResourceDefinition {
  const { create, read, update, delete: remove } = operations;
  const run = async (context: OperationContext, operation: OperationName, given: RecordRequest) => {
    const answer = await call(context, operation, given as unknown as Request<OperationName>);
    return answer as { readonly Properties?: RecordContent };
  };
  const unlessGone = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof ServiceError && goneCodes.includes(error.code)) return undefined;
      throw error;
    }
  };
  return {
    ...definition,
    async create(context, inputs) {
      const Id = idOf(context, inputs);
      const outputs = { ...inputs, ...outputsOf(context, Id, inputs) };
      await run(context, create, { Id, Properties: outputs });
      return { id: Id, outputs };
    },
    async read(context, Id) {
      return (await unlessGone(run(context, read, { Id })))?.Properties;
    },
    ...(update && {
      async update(context: OperationContext, Id: string, _olds: Properties, news: Properties) {
        const outputs = { ...news, ...outputsOf(context, Id, news) };
        await run(context, update, { Id, Properties: outputs });
        return outputs;
      },
    }),
    async delete(context, Id) {
      await unlessGone(run(context, remove, { Id }));
    },
  };
}
