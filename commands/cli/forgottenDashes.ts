/** npm has options of these names itself, and sets the variables for its own sake. */
const ALSO_NPMS = new Set(["yes", "json", "force", "help", "version"]);

/**
 * What to say of an argument that nobody takes: npm keeps options that stand before `--` for itself, as variables.
 *
 * @param options names of those that the command takes
 * @returns nothing where npm was given none of them
 */
export function forgottenDashes(
  options: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const kept = options.find(
    (name) =>
      !ALSO_NPMS.has(name) && environment[`npm_config_${name.replaceAll("-", "_")}`] !== undefined,
  );
  if (kept === undefined) return "";
  const script = environment.npm_lifecycle_event ?? "…";
  return `; npm took --${kept} for itself, since options of a command stand after --: npm run ${script} -- --${kept} …`;
}
