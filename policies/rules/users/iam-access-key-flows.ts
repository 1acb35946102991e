import { property } from "../../resources/resource.ts";
import type { Report, Rule } from "../../rule.ts";
import type { Stack, StackResource } from "../../stack/stack.ts";
import {
  CLOUDFORMATION_DESTINATIONS,
  type KeyDestination,
  keyDestination,
} from "./keyFlows/keyDestinations.ts";
import type { Carried, KeyFlow } from "./keyFlows/keyFlow.ts";
import { keyIds } from "./keyFlows/keyIds.ts";
import { isAccessKey, stackKeyFlows } from "./keyFlows/stackKeyFlows.ts";
import { templateKeyFlows } from "./keyFlows/templateKeyFlows.ts";

const CARRIED: Readonly<Record<Carried, string>> = {
  secret: "the secret",
  id: "the id",
  either: "the id or secret",
  some: "something",
};

export const iamAccessKeyFlows: Rule = {
  id: "iam-access-key-flows",
  severity: "high",
  level: "mandatory",
  title: "No long-lived access keys in workloads",
  why: "a workload's configuration is read by all who may look at it and copied into logs and images, and a key in it never ends",
  fix: "give the workload a role: an execution or task role, an instance profile, EKS Pod Identity, OIDC for CI; then delete the key and its user",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
  controls: {
    cis: { "3.0.0": "1.18", "4.0.0": "1.18", "5.0.0": "1.17", "6.0.0": "2.17", "7.0.0": "2.16" },
    securityHub: ["CodeBuild.2", "ECS.8"],
    bestPractice: "Require workloads to use temporary credentials with IAM roles to access AWS",
  },
  limits:
    "keys in images, archives and files that the program merely names, and what a program does with a secret itself",
  settings: {},
  stack: {
    *check(stack) {
      if (!stack.resources.some(mayHoldKey)) return;
      for (const flow of stackKeyFlows(stack)) yield* judge(flow);
      for (const flow of templateKeyFlows(stack)) yield* judge(flow);
      yield* literals(stack);
    },
  },
};

function mayHoldKey(resource: StackResource): boolean {
  const { type } = resource;
  return (
    isAccessKey(resource) || keyDestination(type) !== undefined || /:cloudformation[/:]/.test(type)
  );
}

function* judge({ key, carried, path }: KeyFlow): Iterable<Report> {
  const [first] = path;
  const last = path.at(-1);
  if (!first || !last) return;
  const inStore = first.destination?.kind === "store";
  // An id is no secret: it may stand in a store while its secret is elsewhere.
  if (carried === "id" && inStore && first === last) return;
  const steps = path.map(({ destination, resource, name, input }) => {
    return `${input} of the ${destination?.what ?? ("type" in resource && resource.type)} ${name}`;
  });
  const route = [key, ...steps].join(" -> ");
  const { resource } = last;
  const id = `into-${last.destination?.kind ?? "resource"}:${key}`;
  if (carried === "some") {
    const doubt = `whether the access key ${key} goes this way: ${route}; not known in preview, will be checked at update`;
    yield { id, doubt, resource };
    return;
  }
  const isElsewhere = last.destination?.kind === "elsewhere" || !last.destination;
  const isKept = inStore && !first.isPlain;
  yield {
    id,
    seen: `${CARRIED[carried]} of the access key ${key} goes this way: ${route}`,
    wanted: wanted(last.destination),
    resource,
    // A store keeps it well, though a role would need none.
    ...((isElsewhere || isKept) && { level: "advisory" }),
  };
}

function wanted(destination: KeyDestination | undefined): string {
  if (destination?.kind === "elsewhere") return "OIDC federation with a role, which needs no key";
  return destination?.kind === "store" ? "a role for whoever reads it there" : "a role instead";
}

/** Ids of keys that are written into the program itself. */
function* literals(stack: Stack): Iterable<Report> {
  for (const resource of stack.resources) {
    const destination = keyDestination(resource.type);
    for (const input of destination?.inputs ?? []) {
      const ids = keyIds(resource.output(input));
      // A key of the stack has been followed to here.
      if (ids.size > 0 && resource.propertyDependencies[input]?.some(isAccessKey)) continue;
      for (const id of ids) yield { ...literal(id, `${input} of ${resource.name}`), resource };
    }
  }
  for (const resource of stack.declared(...CLOUDFORMATION_DESTINATIONS)) {
    // Those of aws-native are among the stack's resources.
    if (resource.logicalId === undefined) continue;
    for (const input of keyDestination(resource.type)?.inputs ?? []) {
      for (const id of keyIds(property(resource.inputs, input))) {
        yield { ...literal(id, input), resource };
      }
    }
  }
}

function literal(id: string, place: string): Report {
  const last = id.slice(-4);
  return {
    id: `literal-key:${last}`,
    seen: `the access key AKIA…${last} written into ${place}`,
    wanted: "no key in a program",
  };
}
