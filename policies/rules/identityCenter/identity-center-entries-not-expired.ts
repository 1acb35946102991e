import type { Rule } from "../../rule.ts";
import { UNKNOWN } from "../../value.ts";

type Settings = {
  readonly tags: readonly string[];
};

export const identityCenterEntriesNotExpired: Rule<Settings> = {
  id: "identity-center-entries-not-expired",
  severity: "medium",
  level: "advisory",
  title: "Temporary access has ended",
  why: "AWS ends no assignment by itself: what was meant for a project stays until somebody looks",
  fix: "remove the permission set and its assignments, or set a later date",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/temporary-elevated-access.html",
  controls: {
    bestPractice:
      "Regularly review and remove unused users, roles, permissions, policies, and credentials",
  },
  limits:
    "assignments and groups of Identity Center have no tags, so that only permission sets can say a date; in this project's configuration lines have `until`, and grant nothing once it has passed",
  settings: {
    tags: {
      description:
        "tags whose value is the last day of a permission set, YYYY-MM-DD; case doesn't matter",
      default: ["expires", "until", "valid-until"],
      schema: { type: "array", items: { type: "string" } },
    },
  },
  facts: {
    *principal({ principal, tags }, { settings, today }) {
      if (principal !== "permission-set" || tags === UNKNOWN) return;
      const wanted = settings.tags.map((tag) => tag.toLowerCase());
      for (const [key, value] of Object.entries(tags)) {
        if (!wanted.includes(key.toLowerCase()) || typeof value !== "string") continue;
        const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(value.trim()) ?? [];
        if (day === undefined || Number.isNaN(Date.parse(day))) continue; // "never", or a parameter
        if (day >= today) continue;
        const seen = `tag ${key} ${value}, which has passed`;
        yield { id: `expired:${key}`, seen, wanted: `no such permission set after ${day}` };
      }
    },
  },
};
