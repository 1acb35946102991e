import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { gapOf } from "../gap.ts";

export const groupsWithMembers: Check<"groups"> = {
  id: "groups-with-members",
  severity: "low",
  title: "Groups have members",
  why: "access that nobody has is forgotten, and found by whoever is put into the group years later",
  fix: "aws identitystore delete-group --identity-store-id STORE --group-id ID, or add whom it is for",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/users-groups-provisioning.html",
  limits:
    "groups of an identity provider, whose members come from there, and which may be empty for emergencies",
  needs: ["groups"],
  *judge({ groups }) {
    const own = groups.filter(({ externalIds }) => externalIds.length === 0);
    for (const { name, members } of own) {
      if (!members.isRead) yield gapOf(members);
      else if (members.value.length === 0) yield { what: name, seen: `${name} has no members` };
    }
    if (own.length > 0) return counted(own.length, "group");
    const others = groups.length > 0 ? " but those of an identity provider" : "";
    return { absent: `there are no groups${others}` };
  },
};
