import { readOtherStack } from "../../model/delegation/otherStack.ts";
import { parseConfiguration } from "../../model/parse.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { StackFile } from "./stackFile.ts";

/** The other stack of delegated administration, as its file says. */
export interface OtherStackFile {
  readonly name: string;
  readonly configuration: Configuration;
}

/** `undefined` where the stack file names no other stack, or one whose file can't be read. */
export function otherStackOf(
  { readFile }: Pick<StackFile, "readFile">,
  { delegatedAdministration }: Configuration,
): OtherStackFile | undefined {
  const read = readOtherStack(delegatedAdministration, readFile, (raw, where) =>
    parseConfiguration(raw, { readFile, isAlone: true, ...where }),
  );
  return read.value;
}
