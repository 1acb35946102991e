import type * as identitystore from "@pulumi/aws/identitystore/index.js";
import { getVersion } from "@pulumi/aws/utilities.js";
import * as pulumi from "@pulumi/pulumi";

/**
 * A person as @pulumi/aws registers it (`identitystore.User`), with fewer outputs: that one makes an output for each of
 * the 18 properties that a person may have, of some 6 KiB each, and there may be ten thousand people.
 */
export class DirectoryUser extends pulumi.CustomResource {
  declare public readonly userId: pulumi.Output<string>;
  declare public readonly userName: pulumi.Output<string>;

  constructor(name: string, args: identitystore.UserArgs, opts: pulumi.CustomResourceOptions) {
    const given = Object.entries(args).filter(([, value]) => value !== undefined);
    super(
      "aws:identitystore/user:User",
      name,
      { ...Object.fromEntries(given), userId: undefined },
      pulumi.mergeOptions({ version: getVersion() }, opts),
    );
  }
}
