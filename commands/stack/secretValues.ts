import { createHash } from "node:crypto";
import type { Steps } from "../../model/files/yamlSource.ts";
import { pathOf } from "../../model/problems/path.ts";
import type { Problem } from "../../model/problems/problem.ts";
import { isObject } from "../../policies/isObject.ts";

/** A value that only Pulumi can decrypt: `secure: …`, as `pulumi config set --secret` writes it. */
interface SecretValue {
  readonly path: string;
  readonly steps: Steps;
  readonly cipher: string;
  /** How many of {@link forms} didn't fit. */
  form: number;
}

/** What may stand for a secret: some text, then a value of each form that a key may want. */
const forms: readonly ((digest: string) => string)[] = [
  (digest) => `secret-${digest}@secret.invalid`,
  (digest) => `secret-${digest}`,
  (digest) => `https://secret-${digest}.awsapps.com/start`,
  () => "PT1H",
  () => "9999-12-31",
  () => "ReadOnlyAccess",
  () => "eu-west-1",
  () => "en-GB",
  () => "Europe/London",
  () => '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}',
];

/**
 * The configuration with a stand-in for each secret, in a form that fits where it stands as far as there is one; the
 * last resort for a key of an entry is to leave it out.
 *
 * @param check problems of a configuration, of which those of secrets count
 */
export function withStandIns(
  config: Readonly<Record<string, unknown>>,
  check: (config: Readonly<Record<string, unknown>>) => readonly Problem[],
): {
  config: Readonly<Record<string, unknown>>;
  secrets: readonly string[];
  leftOut: readonly string[];
} {
  const secrets = new Map(secretsIn(config, []).map((secret) => [secret.path, secret]));
  const filled = () => fill(config, [], secrets) as Record<string, unknown>;
  for (let round = 0; secrets.size > 0 && round <= forms.length; round += 1) {
    const wrong = new Set(
      check(filled())
        .filter(({ kind }) => kind !== "naming")
        .flatMap(({ path }) => secretAt(path, [...secrets.keys()]) ?? []),
    );
    if (wrong.size === 0) break;
    for (const path of wrong) {
      const secret = secrets.get(path);
      if (secret) secret.form += 1;
    }
  }
  const leftOut = [...secrets.values()].filter(isLeftOut).map(({ path }) => path);
  return { config: filled(), secrets: [...secrets.keys()], leftOut };
}

/**
 * The problems, where what is wrong with a stand-in becomes: it can't be judged here. What is refused whatever it is,
 * is told as that alone.
 *
 * @param leftOut secrets that no stand-in fits, so that the default took their place
 */
export function secretsUnjudged(
  problems: readonly Problem[],
  secrets: readonly string[],
  leftOut: readonly Problem[] = [],
): Problem[] {
  const told = new Set(
    problems.flatMap(({ kind, severity, path }) =>
      kind === "naming" && severity === "error" ? [path] : [],
    ),
  );
  return [...problems, ...leftOut].flatMap((problem): Problem[] => {
    const path = secretAt(problem.path, secrets);
    if (path === undefined || problem.kind === "naming") return [problem];
    if (told.has(path)) return [];
    told.add(path);
    const message = path.startsWith("access:accounts.")
      ? "is secret, so that access to this account can't be judged offline; account ids can't be kept secret, since they are in the names of resources: write it as it is"
      : "is secret, so that what it decides can't be judged offline; run pulumi preview, which can read it";
    const place = problem.place === undefined ? {} : { place: problem.place };
    return [{ severity: "warning", path, message, kind: "secret", ...place }];
  });
}

/** The secret that a path leads to or into. */
function secretAt(path: string, secrets: readonly string[]): string | undefined {
  return secrets.find((secret) => {
    const rest = path.slice(secret.length);
    return path.startsWith(secret) && (rest === "" || rest.startsWith(".") || rest.startsWith("["));
  });
}

/** Whether it is left out, since nothing fits. Of a section or a whole entry, nothing is known without it. */
function isLeftOut({ form, steps }: Pick<SecretValue, "form" | "steps">): boolean {
  return form >= forms.length && steps.length > 2;
}

function cipherOf(value: unknown): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  return typeof value.secure === "string" ? value.secure : undefined;
}

function toPath([section = "", ...keys]: Steps): string {
  return pathOf(String(section), ...keys);
}

function secretsIn(value: unknown, steps: Steps): SecretValue[] {
  const cipher = cipherOf(value);
  if (cipher !== undefined) return [{ path: toPath(steps), steps, cipher, form: 0 }];
  if (Array.isArray(value))
    return value.flatMap((item, index) => secretsIn(item, [...steps, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, [...steps, key]));
}

function fill(value: unknown, steps: Steps, secrets: ReadonlyMap<string, SecretValue>): unknown {
  const cipher = cipherOf(value);
  if (cipher !== undefined) {
    const digest = createHash("sha256").update(cipher).digest("hex").slice(0, 12);
    const form = secrets.get(toPath(steps))?.form ?? 0;
    if (isLeftOut({ form, steps })) return undefined;
    return (forms[form] ?? forms[0])?.(digest);
  }
  if (Array.isArray(value))
    return value.map((item, index) => fill(item, [...steps, index], secrets));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, fill(inner, [...steps, key], secrets)] as const,
  );
  return Object.fromEntries(
    entries.filter(([key, inner]) => inner !== undefined || value[key] === undefined),
  );
}
