/** What the message of a policy says, field by field. */
export interface MessageFields {
  /** Of the resource within its template, and under which conditions. */
  readonly place?: string;
  /** What is there. */
  readonly seen?: string;
  readonly wanted?: string;
  readonly fix?: string;
  /** What is missing for a judgement, instead of the three above. */
  readonly undecided?: string;
  readonly note?: string;
  /** Names the finding within its rule, as an exemption may name it. */
  readonly finding: string;
  /** Where the requirement is written. */
  readonly url: string;
  /** Its numbers in published lists. */
  readonly controls?: string;
}

/** The fields in the order in which they are said, and how each is called. */
const FIELDS: readonly (readonly [field: keyof MessageFields, name: string])[] = [
  ["place", "place"],
  ["seen", "seen"],
  ["wanted", "wanted"],
  ["fix", "fix"],
  ["undecided", "not decided"],
  ["note", "note"],
  ["finding", "finding"],
  ["url", "see"],
  ["controls", "controls"],
];

/** Begins the lines that go on with a field of several. */
const INDENT = "  ";

/** One text of all that is said, a field a line: Pulumi's protocol has one message for a finding. */
export function writeMessage(said: MessageFields): string {
  return FIELDS.flatMap(([field, name]) => {
    const text = said[field];
    return text === undefined ? [] : [`${name}: ${text.replaceAll("\n", `\n${INDENT}`)}`];
  }).join("\n");
}

/** Reads what {@link writeMessage} wrote. Undefined for any other text, such as another pack's. */
export function readMessage(message: string): MessageFields | undefined {
  const said: { -readonly [Field in keyof MessageFields]?: string } = {};
  let at = -1;
  for (const line of message.split("\n")) {
    const field = FIELDS[at]?.[0];
    if (line.startsWith(INDENT) && field) {
      said[field] += `\n${line.slice(INDENT.length)}`;
      continue;
    }
    at = FIELDS.findIndex(([, name], index) => index > at && line.startsWith(`${name}: `));
    const [next, name] = FIELDS[at] ?? [];
    if (next === undefined || name === undefined) return undefined;
    said[next] = line.slice(name.length + 2);
  }
  return isSaid(said) ? said : undefined;
}

function isSaid(said: Partial<MessageFields>): said is MessageFields {
  const judged = [said.seen, said.wanted, said.fix].filter((text) => text !== undefined).length;
  const isWhole = judged === (said.undecided === undefined ? 3 : 0);
  return isWhole && said.finding !== undefined && said.url !== undefined;
}
