import { counted } from "../../report/resourceName.ts";
import type { Check } from "../check.ts";
import { gapOf } from "../gap.ts";

export const peopleInGroups: Check<"groups" | "users"> = {
  id: "people-in-groups",
  severity: "low",
  title: "People are in groups",
  why: "somebody in no group has a password and no purpose here, or access that no group shows",
  fix: "aws identitystore delete-user --identity-store-id STORE --user-id ID, or add the person to a group",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/users-groups-provisioning.html",
  needs: ["groups", "users"],
  *judge({ groups, users }) {
    const unread = groups.flatMap(({ members }) => (members.isRead ? [] : [members]));
    for (const members of unread) yield gapOf(members);
    const inGroups = new Set(
      groups.flatMap(({ members }) =>
        members.isRead ? members.value.map(({ userId }) => userId) : [],
      ),
    );
    for (const { id, userName } of unread.length > 0 ? [] : users) {
      if (!inGroups.has(id)) yield { what: userName, seen: `${userName} is in no group` };
    }
    if (users.length === 0) return { absent: "there are no people" };
    return counted(users.length, "person", "people");
  },
};
