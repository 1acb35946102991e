import type { Value } from "../../value.ts";

const TRUE = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const FALSE = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/;
const NULL = /^(?:|~|null|Null|NULL)$/;

/** Integers of YAML 1.1 ("Integer Language-Independent Type for YAML"), by their base. */
const INTEGERS: readonly (readonly [form: RegExp, value: (digits: string) => number])[] = [
  [/^0b[01_]+$/, (digits) => Number.parseInt(digits.slice(2), 2)],
  [/^0x[\da-fA-F_]+$/, (digits) => Number.parseInt(digits.slice(2), 16)],
  [/^0[0-7_]+$/, (digits) => Number.parseInt(digits, 8)],
  [/^(?:0|[1-9][\d_]*)$/, Number],
  [
    /^[1-9][\d_]*(?::[0-5]?\d)+$/,
    (digits) => digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0),
  ],
];
const ACCOUNT_ID = /^\d{12}$/;

/**
 * What YAML 1.1 makes of a text without quotes, as CloudFormation does: `yes` and `on` are true, 0755 and 12:30 are
 * numbers. Dates stay text, and so do decimals and numbers that would change when written again, and account IDs.
 */
export function plainScalar(source: string): Value {
  if (NULL.test(source)) return null;
  if (TRUE.test(source)) return true;
  if (FALSE.test(source)) return false;
  if (isOctalAccountId(source)) return source;
  return integer(source) ?? decimal(source) ?? source;
}

/** Whether a text looks like an account ID, and is an octal number for CloudFormation. */
export function isOctalAccountId(source: string): boolean {
  return ACCOUNT_ID.test(source) && /^0[0-7]+$/.test(source);
}

function integer(source: string): number | undefined {
  const digits = source.replace(/^[-+]/, "");
  const value = INTEGERS.find(([form]) => form.test(digits))?.[1](digits.replaceAll("_", ""));
  if (value === undefined || !Number.isSafeInteger(value)) return undefined;
  return source.startsWith("-") ? -value : value;
}

function decimal(source: string): number | undefined {
  const isSame = /^-?\d+\.\d+$/.test(source) && String(Number(source)) === source;
  return isSame ? Number(source) : undefined;
}
