import * as pulumi from "@pulumi/pulumi";
import runtimeConfig from "@pulumi/pulumi/runtime/config.js";

/** The SDK tells it to its own Config alone. */
const { isConfigSecret } = runtimeConfig as typeof runtimeConfig & {
  isConfigSecret(key: string): boolean;
};

/**
 * Whether something under this configuration key, such as `access:people`, was set with `--secret`. Pulumi
 * tells it of the key as a whole: then every value under it is treated as a secret.
 */
export function isSecret(key: string): boolean {
  return isConfigSecret(key);
}

/** A value whose texts may be outputs. */
export type Concealable<T> = T extends string
  ? pulumi.Input<string>
  : T extends readonly (infer Item)[]
    ? Concealable<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Concealable<T[Key]> }
      : T;

/** The value with every text in it a secret where its section is one. Keys stay: they name resources. */
export function concealed<T>(isSecret: boolean, value: T): Concealable<T> {
  return (isSecret ? concealTexts(value) : value) as Concealable<T>;
}

function concealTexts(value: unknown): unknown {
  if (typeof value === "string") return pulumi.secret(value);
  if (Array.isArray(value)) return value.map(concealTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, concealTexts(one)]));
}

/** What a message shows in place of a secret. */
const HIDDEN = "[secret]";

/** An example of our own in a message. That it looks like a secret would tell what the secret is. */
const EXAMPLE = String.raw`such as (?:\{[^}]*\}|\S+)(?: or \S+)?`;

/** A function that hides these texts in messages, where they stand as words of their own. */
export function hiding(texts: Iterable<string>): (message: string) => string {
  const forms = [...new Set(texts)]
    .filter((text) => text !== "")
    .sort((one, other) => other.length - one.length)
    .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  if (forms.length === 0) return (message) => message;
  const any = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${forms.join("|")})(?![\\p{L}\\p{N}])|(${EXAMPLE})`,
    "gu",
  );
  return (message) => message.replaceAll(any, (_, example?: string) => example ?? HIDDEN);
}
