import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { regionForm } from "../../model/schema/identityCenter.ts";
import { UsageError } from "../cli/usageError.ts";

/**
 * The Region to read: the one that is given, or that of the shell or the profile, as AWS's SDK finds it.
 * @throws where there is none
 */
export async function readingRegion(given: string | undefined): Promise<string> {
  const region = given ?? (await configuredRegion());
  if (region !== undefined && regionForm.test(region)) return region;
  if (region !== undefined) {
    throw new UsageError(`--region is "${region}"; a Region such as eu-west-1 is wanted`);
  }
  throw new UsageError(
    "there is no Region in this shell or its profile: give the home Region of Identity Center by --region (console: IAM Identity Center > Settings)",
  );
}

async function configuredRegion(): Promise<string | undefined> {
  const client = new SSOAdmin({});
  try {
    return await client.config.region();
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
