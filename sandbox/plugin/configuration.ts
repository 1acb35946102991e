import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { plain } from "../engine/values.ts";
import type { ProviderConfiguration } from "../resources/resource.ts";
import { fromStruct } from "./messages.ts";

export function checkConfiguration(request: messages.CheckRequest): messages.CheckResponse {
  const response = new messages.CheckResponse();
  response.setInputs(request.getNews());
  return response;
}

/** A changed Region makes a new provider (pulumi-aws #6385). */
export function diffConfiguration(request: messages.DiffRequest): messages.DiffResponse {
  const olds = fromStruct(request.getOlds());
  const news = fromStruct(request.getNews());
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const changed = [...keys].filter((key) => {
    return key !== "version" && JSON.stringify(olds[key]) !== JSON.stringify(news[key]);
  });
  const response = new messages.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(changed);
  response.setReplacesList(changed.filter((key) => key === "region"));
  return response;
}

/** @throws Error when no Region is configured, as the provider does. */
export function parseConfiguration(request: messages.ConfigureRequest): ProviderConfiguration {
  return providerConfiguration(fromStruct(request.getArgs()));
}

/** Structured settings come as JSON text from stack configuration and provider resources alike. */
export function providerConfiguration(
  args: Readonly<Record<string, unknown>>,
): ProviderConfiguration {
  const region = args.region ?? process.env.AWS_REGION;
  if (typeof region !== "string" || region === "") {
    throw new Error(
      "missing region information: set aws:region in the stack configuration, or AWS_REGION",
    );
  }
  const given = structured(args.defaultTags);
  const defaultTags = (given as { tags?: Record<string, string> } | undefined)?.tags ?? {};
  const maxRetries = Number(args.maxRetries ?? 0);
  const account = accountOf(structured(args.assumeRoles));
  return {
    ...{ region, defaultTags },
    ...(maxRetries > 0 ? { maxRetries } : {}),
    ...(account === undefined ? {} : { account }),
  };
}

/** The account of the last role that is taken on; none where only other settings of a role are known. */
function accountOf(roles: unknown): string | undefined {
  const last: unknown = Array.isArray(roles) ? roles.at(-1) : undefined;
  const { roleArn } = (last ?? {}) as { readonly roleArn?: unknown };
  return typeof roleArn === "string" ? roleArn.split(":")[4] : undefined;
}

/** A setting from its JSON text, without the engine's marks of secrets. */
function structured(setting: unknown): unknown {
  const bare = plain(setting);
  return typeof bare === "string" && /^[[{]/.test(bare) ? plain(JSON.parse(bare)) : bare;
}
