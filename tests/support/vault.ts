import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Of secrets in the state of stacks that tests make: any 32 bytes. */
const DATA_KEY = Buffer.alloc(32, "data key of tests").toString("base64");

let address: Promise<string> | undefined;

/**
 * For Pulumi's environment: where it finds a Vault that decrypts the data key of a stack. With a passphrase Pulumi
 * derives a key in every run, which is more than half of what its CLI does for a small stack.
 */
export async function vault(): Promise<Readonly<Record<string, string>>> {
  address ??= started();
  const url = await address;
  return { VAULT_SERVER_URL: url, VAULT_SERVER_TOKEN: "tests" };
}

/** How a state says that (secrets/cloud of Pulumi, its URL by secrets/hashivault of the Go CDK). */
export const IN_VAULT = {
  type: "cloud",
  state: {
    url: "hashivault://tests",
    encryptedkey: Buffer.from("vault:v1:tests").toString("base64"),
  },
} as const;

/**
 * The same at the end of a stack file. Where it is missing, Pulumi writes the file anew before the program starts, and
 * drops what it doesn't read itself.
 */
export const IN_STACK_FILE = `secretsprovider: ${IN_VAULT.state.url}\nencryptedkey: ${IN_VAULT.state.encryptedkey}\n`;

/** Answers every request as Vault's transit engine does the decryption of the data key, and ends with this process. */
async function started(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: { plaintext: DATA_KEY } }));
  });
  server.unref().listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
