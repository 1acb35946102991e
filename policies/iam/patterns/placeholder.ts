const PLACEHOLDER = /\$\{(?![*?$]\})(?!\s*(?!resolve:)[A-Za-z][\w.-]*:(?!:))[^}]*\}/;

/**
 * Whether a text holds a placeholder, such as `${AWS::AccountId}`, `${MyRole.Arn}` or
 * `${resolve:ssm:name}`: what will stand there isn't known, but it is no wildcard. Policy variables, such
 * as `${aws:username}` or `${*}`, are none: they have one colon ("IAM policy elements: Variables and tags").
 */
export function hasPlaceholder(text: string): boolean {
  return text.includes("${") && PLACEHOLDER.test(text);
}
