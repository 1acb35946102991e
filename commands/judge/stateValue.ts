import { NOT_KNOWN_YET } from "../analyzer/request.ts";

/** Marks an object that stands for something else (pulumi sdk/go/common/resource/sig/sig.go). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

type Properties = Readonly<Record<string, unknown>>;

/** Levels of lists and objects within each other that are shown to policies: the protocol's library takes few more. */
export const MAX_DEPTH = 200;

/** Turns values as a state holds them into those of the analyzer protocol, and counts what is encrypted. */
export class StateValues {
  /** Secrets that were seen and can't be read. */
  encrypted = 0;
  /** Values that were seen and are nested deeper than `MAX_DEPTH`. They count as unknown. */
  deep = 0;

  properties(properties: Properties, depth = 0): Properties {
    const entries = Object.entries(properties).map(([key, one]) => [
      key,
      this.#value(one, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }

  #value(value: unknown, depth: number): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) {
      this.deep++;
      return NOT_KNOWN_YET;
    }
    if (Array.isArray(value)) return value.map((one) => this.#value(one, depth + 1));
    const object = value as Properties;
    switch (object[SIGNATURE]) {
      case undefined:
        return this.properties(object, depth);
      case SECRET:
        // Node.js packs get to see what is inside, and not that it is a secret.
        return this.#secret(object, depth);
      case RESOURCE_REFERENCE:
        // The engine shows policies the ID, or of a component the URN.
        return typeof object.id === "string" ? object.id : object.urn;
      case ASSET:
        return hasContent(object) ? object : NOT_KNOWN_YET;
      case ARCHIVE:
        if (!object.assets) return hasContent(object) ? object : NOT_KNOWN_YET;
        return this.#archive(object, depth);
      default:
        // Numbers that JSON can't write, strings that are no text, and what later versions add.
        return NOT_KNOWN_YET;
    }
  }

  /** Of an archive with anything but assets and archives in it @pulumi/policy would throw. */
  #archive(archive: Properties, depth: number): unknown {
    const { assets } = archive;
    if (typeof assets !== "object" || assets === null) return NOT_KNOWN_YET;
    const inside = this.properties(assets as Properties, depth);
    const isWhole = Object.values(inside).every((one) => {
      const kind = (one as Properties | null)?.[SIGNATURE];
      return kind === ASSET || kind === ARCHIVE;
    });
    return isWhole ? { ...archive, assets: inside } : NOT_KNOWN_YET;
  }

  #secret({ plaintext }: Properties, depth: number): unknown {
    if (typeof plaintext === "string") {
      try {
        return this.#value(JSON.parse(plaintext), depth);
      } catch {
        // Said below, without the parser's words, which quote the secret.
      }
    }
    this.encrypted++;
    return NOT_KNOWN_YET;
  }
}

/** Of an asset whose text is not in the state, policies can't be told anything: @pulumi/policy would throw. */
function hasContent({ path, text, uri }: Properties): boolean {
  return [path, text, uri].some((one) => typeof one === "string" && one !== "");
}
