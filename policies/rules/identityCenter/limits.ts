/** A text that AWS takes in a place. */
export interface TextLimit {
  readonly form: RegExp;
  /** The same for messages. */
  readonly wanted: string;
}

/** Texts of a permission set by CloudFormation's name of the input ("CreatePermissionSet"). */
export const SET_TEXTS: Readonly<Record<string, TextLimit>> = {
  Name: { form: /^[\w+=,.@-]{1,32}$/, wanted: "1 to 32 of A-Z a-z 0-9 + = , . @ - _" },
  Description: {
    form: /^[\t\n\r -~\u00A1-\u00FF]{1,700}$/,
    wanted: "1 to 700 characters of Latin 1",
  },
  RelayStateType: {
    form: /^[\w&$@#\\/%?=~\-'"|!:,.;*+[\] (){}]{1,240}$/,
    wanted: "1 to 240 characters of a URL",
  },
};

/** How a permission set refers to a customer managed policy ("CustomerManagedPolicyReference"). */
export const CUSTOMER_POLICY = {
  name: { form: /^[\w+=,.@-]{1,128}$/, wanted: "1 to 128 of A-Z a-z 0-9 + = , . @ - _" },
  path: { form: /^(?=.{1,512}$)(\/[\w.,+@=-]+)*\/$/, wanted: "a path that begins and ends with /" },
} as const satisfies Record<string, TextLimit>;

/** "Tagging your AWS resources": tags of one resource. */
export const MOST_TAGS = 50;

/** "CreateInstanceAccessControlAttributeConfiguration": attributes for access control, and the key of each. */
export const MOST_ATTRIBUTES = 50;
export const ATTRIBUTE_KEY: TextLimit = {
  form: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
  wanted: "1 to 128 letters, digits, spaces and _ . : / = + - @",
};
