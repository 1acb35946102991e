import type { ErrorHookArgs } from "@pulumi/pulumi";
import { forgetCommand, quoted } from "../model/transition/commands.ts";
import { accountName } from "../program/origins.ts";

/** What the resource was to be made of, or is made of. */
export function inputsOf({ newInputs, oldInputs }: ErrorHookArgs): Record<string, unknown> {
  return { ...oldInputs, ...newInputs };
}

/** `account 222222222222 (web-prod)`. */
export function accountNamed(id: string | undefined): string {
  if (id === undefined) return "an account";
  const name = accountName(id);
  return name === undefined ? `account ${id}` : `account ${id} (${name})`;
}

/** Takes the resource out of the state; AWS keeps what it has. */
export function stateDeleteCommand({ urn }: ErrorHookArgs): string {
  return forgetCommand([urn]);
}

/** Takes into the state what AWS has already, in its place below its component. */
export function importCommand({ urn, type, name }: ErrorHookArgs, id: string): string {
  const [, , types = ""] = urn.split("::");
  const stack = urn.split("::").slice(0, 2).join("::");
  const owner = types.slice(0, types.lastIndexOf("$"));
  const parent = owner.endsWith(":IdentityCenter") ? "identity-center" : (name.split("/")[0] ?? "");
  return [
    "pulumi import",
    type,
    quoted(name),
    quoted(id),
    `--parent ${quoted(`parent=${stack}::${owner}::${parent}`)}`,
    `--provider ${quoted(`home=${stack}::pulumi:providers:aws::home`)}`,
    "--protect=false --generate-code=false",
  ].join(" ");
}
