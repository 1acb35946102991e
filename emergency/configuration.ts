import { existsSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type ParsedEmergency, parseEmergency } from "../model/parseEmergency.ts";
import { error } from "../model/problems/problem.ts";
import { today } from "../policies/today.ts";
import { readProjectFile, readTextFile, refuseOutside } from "../program/projectFiles.ts";
import { allConfig, inProject, rootDirectory, stackFile } from "../program/stackConfiguration.ts";

/** The configuration of this stack, and what is wrong with it. */
export function readConfiguration(): ParsedEmergency {
  const config = allConfig();
  const parsed = parseEmergency(config, {
    readFile,
    project: pulumi.getProject(),
    file: stackFile(config, import.meta.dirname),
    inProject: inProject(import.meta.dirname),
    today: today(),
  });
  if (config["aws:region"]) return parsed;
  return { ...parsed, problems: [...parsed.problems, ...parsed.places.on([NO_REGION])] };
}

/** Everything is made with a provider of this Region, whatever the shell says. */
const NO_REGION = error(
  "aws:region",
  "is missing; write the Region in which this stack works, such as aws:region: eu-west-1",
);

/** Reads what the stack file names: in this folder, or beside Pulumi.yaml where that lies elsewhere. */
function readFile(path: string): string {
  refuseOutside(path);
  const beside = join(rootDirectory(), path);
  if (existsSync(join(import.meta.dirname, path)) || !existsSync(beside)) {
    return readProjectFile(join("emergency", path));
  }
  return readTextFile(path, beside);
}
