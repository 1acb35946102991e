import type { ExternalId as AwsExternalId, User } from "@aws-sdk/client-identitystore";
import { idOf } from "../liveError.ts";
import type { ExternalId, LiveUser } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

/** AWS's maximum. */
const MaxResults = 100;

/** Everybody in the identity store, with all that it says of them. */
export async function readUsers(
  { identityStore, report }: Session,
  IdentityStoreId: string,
): Promise<Section<readonly LiveUser[]>> {
  return await section(async () => {
    let done = 0;
    const users = await allPages(
      (NextToken) => {
        report({ what: "people", done, counted: "people" });
        return identityStore.listUsers({ IdentityStoreId, MaxResults, NextToken });
      },
      ({ Users = [] }) => {
        done += Users.length;
        return Users;
      },
    );
    return users.map(liveUser);
  });
}

function liveUser(user: User): LiveUser {
  const { IdentityStoreId: _, UserId, UserName, UserStatus, ExternalIds, ...attributes } = user;
  return {
    id: idOf(UserId, "id of a user"),
    userName: UserName ?? "",
    status: UserStatus,
    externalIds: externalIds(ExternalIds),
    attributes,
  };
}

export function externalIds(ids: readonly AwsExternalId[] = []): ExternalId[] {
  return ids.map(({ Issuer, Id }) => ({ issuer: Issuer ?? "", id: Id ?? "" }));
}
