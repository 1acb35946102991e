import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Endpoint, endpointEnvironment } from "../sandbox/endpoint/endpoint.ts";
import { worldFromEnvironment } from "../sandbox/environment.ts";
import { loadSnapshot } from "../sandbox/snapshot.ts";
import { runCommand } from "./cli/command.ts";
import { UsageError } from "./cli/usageError.ts";
import { sandboxPlace } from "./deploy/sandboxPlace.ts";
import { hasOrganizationFile } from "./organization/organizationFile.ts";
import {
  homeRegion,
  parseStackFile,
  readStackFile,
  stackNames,
  toStackFile,
} from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run sandbox:endpoint -- [--stack NAME] [--port N] [--page-size N]

Serves the AWS of a stack's sandbox, dev unless told otherwise, on 127.0.0.1, behind AWS's own protocols: AWS's CLI and
SDKs talk to it as to AWS, in a shell that has the variables which it prints. It is the AWS that npm start deploys to,
and remembers what is done to it. Ctrl-C ends it.

  --stack NAME     the stack of Pulumi.NAME.yaml, or one that has organizations/NAME.yaml only
  --port N         the port to listen on; a free one unless told otherwise
  --page-size N    no list has more than so many items a page

SANDBOX_FAULTS makes calls fail (docs/sandbox.md). Nothing leaves this machine, and keys aren't checked.

Exit code 0 when it was ended, 1 when it can't be served, 2 when the command was not understood.`;

interface Wanted {
  readonly stack: string;
  readonly port?: number;
  readonly pageSize?: number;
}

async function serve({ stack, port, pageSize }: Wanted): Promise<void> {
  const name = stackName(stack);
  // What npm run import is to write may be tried on an organization that has no stack file yet.
  const isEmpty = !stackNames().includes(name) && hasOrganizationFile(name);
  const file = isEmpty ? toStackFile(name, "") : readStackFile(name);
  const { directory, organization, account } = sandboxPlace(file);
  const state = join(directory, "state");
  mkdirSync(state, { recursive: true });
  const world = worldFromEnvironment({
    ...process.env,
    SANDBOX_STATE: state,
    SANDBOX_ORGANIZATION: organization,
  });
  const endpoint = new Endpoint(world, {
    ...(port === undefined ? {} : { port }),
    ...(pageSize === undefined ? {} : { pageSize }),
  });
  await endpoint.start().catch((error: NodeJS.ErrnoException) => {
    const isTaken = error.code === "EADDRINUSE";
    throw isTaken ? new Error(`port ${port} is taken: give another by --port, or none`) : error;
  });
  const { identityCenter } = loadSnapshot(organization);
  const region =
    homeRegion(file, parseStackFile(file).configuration) ??
    (identityCenter === "none" ? "us-east-1" : identityCenter.region);
  for (const [name, value] of Object.entries(endpointEnvironment(endpoint.url, region, account))) {
    console.log(`export ${name}=${value}`);
  }
  console.error(`serving the sandbox of stack ${stack}; Ctrl-C ends it`);
  console.error(
    `with its Pulumi state: PULUMI_BACKEND_URL=file://${state} PULUMI_CONFIG_PASSPHRASE= npm run drift -- --stack ${stack}`,
  );
  await ended();
  await endpoint.stop();
}

async function ended(): Promise<void> {
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
}

function number(name: string, text: string | undefined, maximum: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= maximum) return value;
  throw new UsageError(`--${name} is "${text}"; a number from 1 to ${maximum} is wanted`);
}

await runCommand({
  name: "sandbox:endpoint",
  usage: USAGE,
  options: {
    stack: { type: "string" },
    port: { type: "string" },
    "page-size": { type: "string" },
  },
  run: ({ stack = "dev", port: portText, "page-size": sizeText }) => {
    const port = number("port", portText, 65_535);
    const pageSize = number("page-size", sizeText, 1000);
    return serve({
      stack,
      ...(port === undefined ? {} : { port }),
      ...(pageSize === undefined ? {} : { pageSize }),
    });
  },
});
