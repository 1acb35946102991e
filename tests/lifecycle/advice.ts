import type { OperationName } from "../../sandbox/world/operations.ts";

/** The command lines that a message advises: those that stand on a line of their own. */
export function commandsIn(said: string): string[] {
  return [...said.matchAll(/^ {2}((?:pulumi|aws) .+)$/gm)].map(([, command]) => command as string);
}

/** The imports that errors advise, with the types that they import. */
export function importsIn(said: string): [command: string, type: string][] {
  return [...said.matchAll(/pulumi import (\S+) .*?--generate-code=false/g)].map(
    ([command, type = ""]) => [command, type],
  );
}

/** The words of a command line, as a shell reads plain and single-quoted ones. */
export function words(command: string): string[] {
  return [...command.matchAll(/(?:[^\s']+|'[^']*')+/g)].map(([word]) => word.replaceAll("'", ""));
}

/** What the AWS CLI calls for `identitystore delete-user --user-id …`; `UserId=…` is its shorthand for an object. */
export function awsCall([, command = "", ...flags]: readonly string[]): [OperationName, object] {
  const request: Record<string, unknown> = {};
  for (let index = 0; index < flags.length; index += 2) {
    const value = flags[index + 1] as string;
    const [, key, member] = /^(\w+)=(.+)$/.exec(value) ?? [];
    request[pascal(flags[index] as string)] = key ? { [key]: member } : value;
  }
  return [pascal(command) as OperationName, request];
}

/** `--user-id` is `UserId` in the API. */
function pascal(words: string): string {
  return words.replaceAll(/(?:^|-+)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
