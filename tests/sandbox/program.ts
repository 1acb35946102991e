import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { FirstDeployment } from "../../sandbox/firstDeployment.ts";
import { testWorld } from "./fixture.ts";

const HEADER = `
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
const { arns, identityStoreIds } = await aws.ssoadmin.getInstances();
const instanceArn = arns[0]!;
const identityStoreId = identityStoreIds[0]!;
`;

/** A folder for programs, with the packages that they use. */
export class ProgramFolder {
  readonly #directory = mkdtempSync(join(tmpdir(), "sandbox-program-"));

  constructor() {
    const modules = resolve(import.meta.dirname, "../../node_modules");
    symlinkSync(modules, join(this.#directory, "node_modules"));
    writeFileSync(join(this.#directory, "package.json"), '{ "type": "module" }');
  }

  /** Path of a program with this text, which finds an instance before it begins. */
  write(text: string): string {
    return this.writePlain(`${HEADER}${text}`);
  }

  /** Path of a program with this text alone. */
  writePlain(text: string): string {
    const path = join(this.#directory, "index.ts");
    writeFileSync(path, text);
    return path;
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }
}

/** A first deployment into a new world. */
export function firstDeployment(): FirstDeployment {
  const { world } = testWorld();
  return { project: "p", stack: "s", config: { "aws:region": "eu-west-1" }, preview: false, world };
}
