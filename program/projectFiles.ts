import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { utf8Text } from "../model/files/utf8.ts";

/** The project's root: stack files lie here, and the files that they name. */
export const PROJECT_ROOT = resolve(import.meta.dirname, "..");

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 16 * 1024 * 1024;

/**
 * Text of a file that a stack file names: an ordinary file in UTF-8, in the project's folder or below it.
 * @throws when it is anything else; says what, and never what stands in it
 */
export function readProjectFile(path: string): string {
  refuseOutside(path);
  const root = realpathSync(PROJECT_ROOT);
  const file = realpathSync(resolve(root, path));
  const inside = relative(root, file);
  if (isAbsolute(inside) || inside === ".." || inside.startsWith(`..${sep}`)) {
    throw new Error("it is a link that leads out of the project's folder");
  }
  return readTextFile(path, file);
}

/** @throws for a path that may lead out of the project's folder */
export function refuseOutside(path: string): void {
  if (isAbsolute(path) || path.split(/[\\/]/).includes("..")) {
    throw new Error("it must lie in the project's folder: write its path from there, without ..");
  }
}

/**
 * @param name as people know the file
 * @throws when the file isn't an ordinary one, is too large or isn't UTF-8
 */
export function readTextFile(name: string, path: string): string {
  // Without O_NONBLOCK a named pipe that nobody writes to would be waited for.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const state = fstatSync(descriptor);
    if (!state.isFile()) throw new Error(`it is ${kindOf(state)}, no ordinary file`);
    if (state.size > LARGEST_FILE) {
      throw new Error(`it has ${state.size} bytes, at most ${LARGEST_FILE} (16 MiB) are read`);
    }
    return utf8Text(name, readAtMost(descriptor, LARGEST_FILE));
  } finally {
    closeSync(descriptor);
  }
}

/** What the file holds: its size as the file system tells it may be wrong, or change. */
function readAtMost(descriptor: number, limit: number): Uint8Array {
  const chunks: Buffer[] = [];
  for (let total = 0; ; ) {
    const chunk = Buffer.alloc(64 * 1024);
    const length = readSync(descriptor, chunk);
    if (length === 0) return Buffer.concat(chunks);
    total += length;
    if (total > limit) throw new Error(`it has more than ${limit} bytes (16 MiB)`);
    chunks.push(chunk.subarray(0, length));
  }
}

function kindOf(state: ReturnType<typeof fstatSync>): string {
  if (state.isDirectory()) return "a folder";
  if (state.isFIFO()) return "a named pipe";
  if (state.isSocket()) return "a socket";
  return "a device";
}
