import { unknownValue } from "../resources/unknown.ts";

/** How the SDK marks special values on the wire (pulumi sdk, runtime/rpc). */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** The value without marks: secrets in plain, resources as their id or URN; `onSecret` hears of each secret. */
export function plain(value: unknown, onSecret: () => void = () => {}): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, onSecret));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  switch (object[signature]) {
    case secretSignature:
      onSecret();
      return plain(object.value, onSecret);
    case resourceSignature:
      return object.id === "" ? unknownValue : (object.id ?? object.urn);
    case outputSignature:
      if (object.secret === true) onSecret();
      return "value" in object ? plain(object.value, onSecret) : unknownValue;
  }
  const entries = Object.entries(object).map(([key, inner]) => [key, plain(inner, onSecret)]);
  return Object.fromEntries(entries);
}

/** As {@link plain}, with the names of the properties that hold a secret. */
export function plainProperties(properties: Readonly<Record<string, unknown>>): {
  values: Record<string, unknown>;
  secrets: ReadonlySet<string>;
} {
  const secrets = new Set<string>();
  const entries = Object.entries(properties).map(([key, value]) => [
    key,
    plain(value, () => secrets.add(key)),
  ]);
  return { values: Object.fromEntries(entries), secrets };
}

/** Marks the named properties as secret. */
export function withSecrets(
  values: Readonly<Record<string, unknown>>,
  secrets: ReadonlySet<string>,
): Record<string, unknown> {
  const entries = Object.entries(values).map(([key, value]) => [
    key,
    secrets.has(key) ? { [signature]: secretSignature, value } : value,
  ]);
  return Object.fromEntries(entries);
}

/** What a terminal shows: secrets hidden, unknown values named. */
export function displayed(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { values, secrets } = plainProperties(properties);
  for (const key of secrets) values[key] = "[secret]";
  for (const [key, value] of Object.entries(values)) {
    if (value === unknownValue) values[key] = "[unknown]";
  }
  return values;
}
