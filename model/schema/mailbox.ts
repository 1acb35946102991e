import { patterned } from "./field.ts";

const localPart = "[\\w!#$%&'*+/=?^`{|}~-]+";
const label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

/** An address to which SNS delivers by SMTP (RFC 5321, 4.1.2 and 4.5.3.1), without quotes. */
export const mailbox = patterned(
  254,
  new RegExp(`^(?=[^@]{1,64}@)${localPart}(\\.${localPart})*@(${label}\\.)+${label}$`),
  "an e-mail address is wanted, such as security@example.com: letters from A to Z, an international domain as it begins with xn--",
);
