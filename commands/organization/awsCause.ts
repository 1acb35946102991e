/** Refused by AWS because of who asks, by name of the error. */
const NOT_ACCEPTED =
  /^(ExpiredToken|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException|InvalidSignatureException|TokenProviderError|RequestExpired)$/;

/** Why AWS isn't read, with what to do, for what people meet before anything works; otherwise AWS's own words. */
export function awsCause(error: unknown, region: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { name, message } = error;
  const told = shortened(message);
  if (name === "CredentialsProviderError") {
    return new Error(`there are no AWS credentials in this shell (${told}); ${SIGN_IN}`);
  }
  if (NOT_ACCEPTED.test(name)) {
    return new Error(`AWS doesn't accept the credentials of this shell (${told}); ${SIGN_IN}`);
  }
  if (name === "AWSOrganizationsNotInUseException") {
    return new Error(
      "the account of these credentials belongs to no organization; sign in to the management account, or create an organization first: docs/getting-started.md, step 2",
    );
  }
  if (/^(Throttling|ThrottlingException|TooManyRequestsException)$/.test(name)) {
    return new Error(
      `AWS still refuses calls after ten tries, because somebody makes too many (${told}): try again later, or end what else reads or changes Identity Center`,
    );
  }
  if (/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH)$/.test(codeOf(error) ?? "")) {
    return new Error(
      `AWS can't be reached in ${region} (${told}): is there a network, and is ${region} a Region?`,
    );
  }
  return error;
}

const SIGN_IN =
  "sign in to the management account or the delegated administrator: aws sso login --profile NAME, then export AWS_PROFILE=NAME; or open CloudShell there";

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function shortened(message: string): string {
  return message.split("\n")[0]?.replace(/[.\s]+$/, "") ?? "";
}
