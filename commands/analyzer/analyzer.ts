import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { type EnforcementLevel, type PackConfiguration, reconcile } from "./configuration.ts";
import { type Operation, PolicyAnalyzerProcess } from "./process.ts";
import {
  type AnalyzedResource,
  PolicyAnalyzerProviders,
  toAnalyzeRequest,
  toStackRequest,
} from "./request.ts";
import {
  LEVEL_NUMBERS,
  type PackInfo,
  type Severity,
  toPackInfo,
  toViolations,
  type Violation,
} from "./response.ts";

export interface Pack {
  readonly name: string;
  readonly version: string;
  readonly policies: readonly {
    readonly name: string;
    /** As configured. */
    readonly enforcementLevel: EnforcementLevel;
    readonly severity?: Severity;
  }[];
}

export interface AnalyzeArgs extends Operation {
  /** Folder of the pack. */
  readonly pack: string;
  /** In the order in which they were registered. */
  readonly resources: readonly AnalyzedResource[];
  /** What `--policy-pack-config` would hold. */
  readonly config?: PackConfiguration;
}

const START_LIMIT = 60_000;
const CALL_LIMIT = 120_000;

/**
 * Asks a policy pack as `pulumi preview` does, over its gRPC protocol, without a Pulumi CLI: each resource
 * by its inputs, then the stack by its outputs.
 *
 * @throws when the pack doesn't start or fails, with what it said; when the configuration doesn't fit it
 */
export async function analyze(
  args: AnalyzeArgs,
): Promise<{ readonly pack: Pack; readonly violations: readonly Violation[] }> {
  const policyAnalyzer = await startPolicyAnalyzer(args.pack, args);
  try {
    const pack = await policyAnalyzer.configure(args.config ?? {});
    return { pack, violations: await policyAnalyzer.analyze(args.resources) };
  } finally {
    await policyAnalyzer.stop();
  }
}

/** A pack that can be asked several times. */
export interface PolicyAnalyzer {
  readonly info: PackInfo;
  /** Id of the pack's process. */
  readonly pid: number | undefined;
  /** Replaces the configuration. */
  configure(config: PackConfiguration): Promise<Pack>;
  /** @param onProgress gets the number of resources that were judged so far */
  analyze(
    resources: readonly AnalyzedResource[],
    onProgress?: (judged: number) => void,
  ): Promise<readonly Violation[]>;
  stop(): Promise<void>;
}

/** Starts a pack, unconfigured. The caller stops it. */
export async function startPolicyAnalyzer(
  folder: string,
  operation: Operation,
): Promise<PolicyAnalyzer> {
  const host = await PolicyAnalyzerProcess.start(folder, operation, START_LIMIT);
  try {
    const request = new analyzer.AnalyzerStackConfigureRequest();
    request.setProject(operation.project).setStack(operation.stack).setDryRun(operation.dryRun);
    await host.call((client, ...call) => client.configureStack(request, ...call), CALL_LIMIT);
    const info = await host.call<analyzer.AnalyzerInfo>(
      (client, ...call) => client.getAnalyzerInfo(new empty.Empty(), ...call),
      CALL_LIMIT,
    );
    const packInfo = toPackInfo(info);
    return {
      info: packInfo,
      pid: host.pid,
      configure: (config) => configure(host, packInfo, config),
      analyze: (resources, onProgress) => ask(host, resources, onProgress),
      stop: () => host.stop(),
    };
  } catch (error) {
    await host.stop();
    throw error;
  }
}

async function configure(
  host: PolicyAnalyzerProcess,
  { name, version, policies }: PackInfo,
  config: PackConfiguration,
): Promise<Pack> {
  const reconciled = reconcile(policies, config);
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const [name, { enforcementLevel, properties }] of reconciled) {
    const policyConfig = new analyzer.PolicyConfig();
    policyConfig.setEnforcementlevel(LEVEL_NUMBERS.indexOf(enforcementLevel));
    policyConfig.setProperties(struct.Struct.fromJavaScript(properties));
    request.getPolicyconfigMap().set(name, policyConfig);
  }
  await host.call((client, ...call) => client.configure(request, ...call), CALL_LIMIT);
  return {
    name,
    version,
    policies: policies.map(({ name, severity, enforcementLevel }) => ({
      name,
      enforcementLevel: reconciled.get(name)?.enforcementLevel ?? enforcementLevel,
      ...(severity && { severity }),
    })),
  };
}

/** So many questions are under way at once that neither side waits for the other. */
const UNDER_WAY = 32;

async function ask(
  host: PolicyAnalyzerProcess,
  resources: readonly AnalyzedResource[],
  onProgress?: (judged: number) => void,
): Promise<Violation[]> {
  const providers = new PolicyAnalyzerProviders(resources);
  const byResource: Violation[][] = [];
  const open = resources.entries();
  let judged = 0;
  const askOneByOne = async () => {
    for (const [index, resource] of open) {
      const request = toAnalyzeRequest(resource, providers);
      const response = await host.call<analyzer.AnalyzeResponse>(
        (client, ...call) => client.analyze(request, ...call),
        CALL_LIMIT,
      );
      // Whatever a policy says here, the engine files under the resource that it asked about.
      byResource[index] = toViolations(response).map((one) => ({ ...one, urn: resource.urn }));
      judged++;
      onProgress?.(judged);
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, askOneByOne));
  const request = toStackRequest(resources, providers);
  const response = await host.call<analyzer.AnalyzeResponse>(
    (client, ...call) => client.analyzeStack(request, ...call),
    CALL_LIMIT,
  );
  return [...byResource.flat(), ...toViolations(response)];
}
