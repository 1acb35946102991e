import * as grpc from "@grpc/grpc-js";
import callbackServices from "@pulumi/pulumi/proto/callback_grpc_pb.js";
import callbackMessages from "@pulumi/pulumi/proto/callback_pb.js";
import { CHANNEL_OPTIONS } from "../grpc.ts";

type Client = InstanceType<typeof callbackServices.CallbacksClient>;

/** Calls functions of the program: hooks and transforms. */
export class Callbacks {
  readonly #clients = new Map<string, Client>();

  /**
   * @param request a serialized message, whose type the kind of function decides
   * @returns the serialized answer
   * @throws with what the function threw
   */
  async call(callback: callbackMessages.Callback, request: Uint8Array): Promise<Uint8Array> {
    const message = new callbackMessages.CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    const client = this.#client(callback.getTarget());
    return await new Promise((resolve, reject) => {
      client.invoke(message, (error, response) => {
        if (error) reject(new Error(error.details));
        else resolve(response.getResponse_asU8());
      });
    });
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  #client(target: string): Client {
    let client = this.#clients.get(target);
    if (!client) {
      const credentials = grpc.credentials.createInsecure();
      client = new callbackServices.CallbacksClient(target, credentials, CHANNEL_OPTIONS);
      this.#clients.set(target, client);
    }
    return client;
  }
}
