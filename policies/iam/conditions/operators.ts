/** Which values an operator compares, and so how it reads them. */
export type Family =
  | "String"
  | "Numeric"
  | "Date"
  | "Bool"
  | "Binary"
  | "IpAddress"
  | "Arn"
  | "Null";

/** How an operator compares one value of the request with one of the policy. */
export type Comparison =
  | "equals"
  | "equals ignoring case"
  | "like"
  | "less"
  | "less or equal"
  | "greater"
  | "greater or equal"
  | "within"
  | "absent";

export interface Operator {
  /** As AWS spells it. */
  readonly name: string;
  readonly family: Family;
  readonly comparison: Comparison;
  /** Whether it holds where its positive twin doesn't. */
  readonly negated: boolean;
}

const TABLE: readonly (readonly [Family, Comparison, positive: string, negated?: string])[] = [
  ["String", "equals", "StringEquals", "StringNotEquals"],
  ["String", "equals ignoring case", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
  ["String", "like", "StringLike", "StringNotLike"],
  ["Numeric", "equals", "NumericEquals", "NumericNotEquals"],
  ["Numeric", "less", "NumericLessThan"],
  ["Numeric", "less or equal", "NumericLessThanEquals"],
  ["Numeric", "greater", "NumericGreaterThan"],
  ["Numeric", "greater or equal", "NumericGreaterThanEquals"],
  ["Date", "equals", "DateEquals", "DateNotEquals"],
  ["Date", "less", "DateLessThan"],
  ["Date", "less or equal", "DateLessThanEquals"],
  ["Date", "greater", "DateGreaterThan"],
  ["Date", "greater or equal", "DateGreaterThanEquals"],
  ["Bool", "equals", "Bool"],
  ["Binary", "equals", "BinaryEquals"],
  ["IpAddress", "within", "IpAddress", "NotIpAddress"],
  ["Arn", "like", "ArnEquals", "ArnNotEquals"],
  ["Arn", "like", "ArnLike", "ArnNotLike"],
  ["Null", "absent", "Null"],
];

const OPERATORS = new Map<string, Operator>();
for (const [family, comparison, positive, negated] of TABLE) {
  OPERATORS.set(positive.toLowerCase(), { name: positive, family, comparison, negated: false });
  if (negated) {
    OPERATORS.set(negated.toLowerCase(), { name: negated, family, comparison, negated: true });
  }
}

/**
 * The operator of that name, in any case, without set prefix and `IfExists` ("IAM JSON policy elements:
 * Condition operators"); `undefined` when AWS has none such.
 */
export function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.get(name.toLowerCase());
}
