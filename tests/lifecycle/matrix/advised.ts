import { argumentOf } from "../../../components/argument.ts";
import { finalAdvice } from "../../../components/finalError.ts";
import { wording } from "../../../components/wording.ts";
import { readWantedAccess } from "../../../program/wantedAccess.ts";
import { runInProcess } from "../../../sandbox/inProcess.ts";
import { loadSnapshot } from "../../../sandbox/snapshot.ts";
import { MemoryJournal } from "../../../sandbox/world/journal.ts";
import { World } from "../../../sandbox/world/world.ts";
import { configTexts, deployStack, dev } from "../../components/deployStack.ts";
import { types } from "../../sandbox/fixture.ts";
import { devOrganization } from "../../support/engine.ts";
import type { Cell } from "./cells.ts";

/** A cell that failed, and what the program says then. */
export interface Advised extends Cell {
  readonly said: string;
}

/** Tries after which what passes is final. */
const TRIES = 9;

/** What the program of stack dev says of each cell that failed, as if a resource of its own had. */
export async function advised(cells: readonly Cell[]): Promise<readonly Advised[]> {
  const all: Advised[] = [];
  const { resources, errors } = await deployStack(dev());
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const byType = new Map(resources.map((one) => [one.type, one]));
  const byKind = new Map(resources.map((one) => [one.type.split(":").at(-1) ?? "", one]));
  const { diagnostics } = await runInProcess({
    program: async () => {
      await readWantedAccess();
      for (const cell of cells) {
        const { step, trial } = cell;
        if (trial.error === undefined) continue;
        const type = (types as Readonly<Record<string, string>>)[step.kind];
        const resource = type === undefined ? byKind.get(step.kind) : byType.get(type);
        if (!resource) throw new Error(`stack dev makes no ${step.kind}`);
        all.push({ ...cell, said: await saidOf(cell, trial.error, resource) });
      }
    },
    ...{ project: "identity-center", stack: "dev", preview: false },
    config: configTexts(dev()),
    world: new World({ snapshot: loadSnapshot(devOrganization), journal: new MemoryJournal() }),
  });
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return all;
}

type Made = Awaited<ReturnType<typeof deployStack>>["resources"][number];

async function saidOf(
  { step }: Cell,
  error: string,
  { urn, type, name, inputs, outputs, id }: Made,
): Promise<string> {
  const args = {
    ...{ urn, type, name, id: id ?? "", failedOperation: step.does },
    errors: Array.from({ length: TRIES }, () => error),
    ...(step.does === "delete" ? {} : { newInputs: inputs }),
    ...(step.does === "create" ? {} : { oldInputs: inputs, oldOutputs: outputs }),
  };
  const message = await finalAdvice(args);
  const argument = argumentOf(args);
  return argument === undefined ? message : wording().told({ argument, resource: name, message });
}
