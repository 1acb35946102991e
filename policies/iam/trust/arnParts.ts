/** The parts of an ARN. What is left of a part after a placeholder such as `${AWS::AccountId}` stays in it. */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  /** 12 digits, a pattern, a placeholder, or empty. */
  readonly account: string;
  /** All that follows, such as `role/path/name`. */
  readonly resource: string;
}

/** A colon that doesn't stand inside a placeholder or policy variable. */
const PARTS = /(?:\$\{[^}]*\}|\{\{[^}]*\}\}|[^:])*/y;

/** The parts of an ARN or of a pattern for ARNs; `undefined` when there aren't six. */
export function arnParts(text: string): ArnParts | undefined {
  const parts: string[] = [];
  let at = 0;
  while (parts.length < 5) {
    PARTS.lastIndex = at;
    const part = PARTS.exec(text)?.[0] ?? "";
    at += part.length;
    if (text[at] !== ":") return undefined;
    at++;
    parts.push(part);
  }
  const [prefix, partition = "", service = "", region = "", account = ""] = parts;
  return prefix === "arn"
    ? { partition, service, region, account, resource: text.slice(at) }
    : undefined;
}
