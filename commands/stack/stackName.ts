import { UsageError } from "../cli/usageError.ts";

/**
 * The name of a stack, as it stands in the name of its file.
 * @throws UsageError for what Pulumi takes for no stack of this project, such as a path
 */
export function stackName(text: string): string {
  if (/^[\w.-]{1,100}$/.test(text) && !/^\.+$/.test(text)) return text;
  throw new UsageError(
    `${JSON.stringify(text)} is no name of a stack; it is the part between Pulumi. and .yaml of its file's name`,
  );
}
