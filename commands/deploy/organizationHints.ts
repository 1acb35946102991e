import type { Message } from "./message.ts";

/** What the stand-in for AWS lacks where the organization file doesn't say it, by the advice for what AWS itself lacks. */
const HINTS: readonly (readonly [form: RegExp, written: string])[] = [
  [
    /wasn't found: a further Region needs a replica| has no replica of arn:/,
    "keys: [{ arn: …, replicas: [us-east-1] }]",
  ],
  [
    / has no customer managed policy "/,
    "customerManagedPolicies: [{ name: …, path: /…/, accounts: [all] }]",
  ],
];

/** A message with what to write where it isn't AWS that lacks something: offline, the organization file stands for it. */
export function withHint(message: Message, stack: string): Message {
  const [, written] = HINTS.find(([form]) => form.test(message.text)) ?? [];
  if (written === undefined) return message;
  const hint = `where AWS has it already, organizations/${stack}.yaml must say so, which stands for AWS here: ${written}`;
  return { ...message, text: `${message.text}\n${hint}` };
}
