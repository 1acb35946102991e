import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import { Diagnostics } from "../../../sandbox/inProcess/diagnostics.ts";
import { Monitor } from "../../../sandbox/inProcess/monitor.ts";
import type { Providers } from "../../../sandbox/inProcess/providers.ts";
import { Registration } from "../../../sandbox/inProcess/registration.ts";
import { plain } from "../../../sandbox/inProcess/values.ts";
import { fromStruct, toStruct } from "../../../sandbox/plugin/messages.ts";
import type { World } from "../../../sandbox/world/world.ts";
import { uuid } from "./account.ts";
import { AnyResource } from "./anyResource.ts";
import { callFunction } from "./functions.ts";

/** The sandbox's monitor, with resources and functions of all AWS services in place of a stand-in for some. */
export class AwsMonitor extends Monitor {
  readonly diagnostics: Diagnostics;
  readonly registration: Registration;

  constructor(stack: { project: string; stack: string }, unknownOutputs: boolean) {
    const provider = new AnyResource();
    const providers = {
      register: (urn: string) => uuid(urn),
      get: () => ({ provider, configuration: {} }),
    } as unknown as Providers;
    const diagnostics = new Diagnostics();
    const registration = new Registration(stack, providers, diagnostics, unknownOutputs);
    // The world is only there to answer functions, which this class does itself.
    super({} as World, providers, registration, diagnostics);
    this.diagnostics = diagnostics;
    this.registration = registration;
  }

  override async invoke(
    request: resourceMessages.ResourceInvokeRequest,
    callback: (error: unknown, response: unknown) => void,
  ): Promise<void> {
    const token = request.getTok();
    if (token.startsWith("pulumi:")) return super.invoke(request, callback);
    try {
      const args = plain(fromStruct(request.getArgs())) as Record<string, unknown>;
      const response = new resourceMessages.ResourceInvokeResponse();
      response.setReturn(toStruct(callFunction(token, args)));
      callback(null, response);
    } catch (error) {
      const { message } = error as Error;
      // The SDK takes the text of failed functions from `details`.
      callback(Object.assign(error as Error, { details: message }), undefined);
    }
  }
}
