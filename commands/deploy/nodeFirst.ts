import { delimiter, dirname } from "node:path";

/** PATH with the node that runs this in front: the language host starts the program with the first one that it finds. */
export function nodeFirst(): string {
  return [dirname(process.execPath), process.env.PATH].join(delimiter);
}
