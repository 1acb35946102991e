import type { ErrorHookArgs } from "@pulumi/pulumi";
import { forgetCommand, quoted } from "../model/transition/commands.ts";
import { argumentOf } from "./argument.ts";
import { wording } from "./wording.ts";

/** What the resource was to be made of, or is made of. */
export function inputsOf({ newInputs, oldInputs }: ErrorHookArgs): Record<string, unknown> {
  return { ...oldInputs, ...newInputs };
}

/** `account 222222222222 (web-prod)`. */
export function accountNamed(id: string | undefined): string {
  if (id === undefined) return "an account";
  const name = wording().accountName(id);
  return name === undefined ? `account ${id}` : `account ${id} (${name})`;
}

/** Takes the resource out of the state; AWS keeps what it has. */
export function stateDeleteCommand({ urn }: ErrorHookArgs): string {
  return forgetCommand([urn]);
}

/** Takes into the state what AWS has already, in its place below its component. */
export function importCommand(args: ErrorHookArgs, id: string): string {
  return ["pulumi", ...importArguments(args, id).map(quoted)].join(" ");
}

/** The same, as arguments of `pulumi`. */
export function importArguments(
  resource: Pick<ErrorHookArgs, "urn" | "type" | "name">,
  id: string,
): string[] {
  const { urn, type, name } = resource;
  const [, , types = ""] = urn.split("::");
  const stack = urn.split("::").slice(0, 2).join("::");
  const owner = types.slice(0, Math.max(0, types.lastIndexOf("$")));
  // What is in a component of another package is called as that is.
  const isOurs = owner.split("$").at(-1)?.startsWith("identity-center:") ?? false;
  const parent = (isOurs ? argumentOf(resource)?.name : undefined) ?? name;
  const provider = wording().provider(resource);
  return [
    ...["import", type, name, id],
    ...(owner === "" ? [] : ["--parent", `parent=${stack}::${owner}::${parent}`]),
    ...(provider === undefined
      ? []
      : ["--provider", `${provider.name}=${stack}::${provider.types}::${provider.name}`]),
    ...["--protect=false", "--generate-code=false"],
  ];
}
