import { hasPlaceholder } from "../../iam/patterns/placeholder.ts";
import type { PolicyFact, PrincipalFact } from "../../resources/fact.ts";
import {
  ATTACHED,
  PERMISSION_SET_INLINE,
  PERMISSION_SET_TEXT,
} from "../../resources/policyLimits.ts";
import { property } from "../../resources/resource.ts";
import { type Finding, quote, type Rule } from "../../rule.ts";
import { list, object, UNKNOWN, type Value } from "../../value.ts";
import { permissionSets } from "./assignment.ts";
import { minutesOf } from "./duration.ts";
import {
  ATTRIBUTE_KEY,
  CUSTOMER_POLICY,
  MOST_ATTRIBUTES,
  MOST_TAGS,
  SET_TEXTS,
  type TextLimit,
} from "./limits.ts";

const ATTRIBUTES = [
  "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
  "AWS::SSO::InstanceAccessControlAttributeConfiguration",
];

export const identityCenterPolicyLimits: Rule = {
  id: "identity-center-policy-limits",
  severity: "low",
  level: "mandatory",
  title: "Permission sets fit into AWS's quotas",
  why: "AWS refuses what is too long or too much in the middle of an update, or later, when the set is provisioned to an account",
  fix: "shorten it, or split the permission set",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html",
  controls: {},
  settings: {},
  facts: {
    *principal(fact) {
      if (fact.principal !== "permission-set") return;
      yield* texts(fact);
      yield* session(fact);
      const count = fact.tags === UNKNOWN ? 0 : Object.keys(fact.tags).length;
      if (count > MOST_TAGS)
        yield { id: "too-many-tags", seen: `${count} tags`, wanted: `at most ${MOST_TAGS}` };
    },
    *policy(fact) {
      if (isOfSet(fact)) yield* inline(fact);
    },
    *attachment({ customer }) {
      for (const one of customer === undefined || customer === UNKNOWN ? [] : customer) {
        for (const part of ["name", "path"] as const) {
          const what = `${part} of a customer managed policy`;
          yield* text(`customer-policy-${part}`, what, one[part], CUSTOMER_POLICY[part]);
        }
      }
    },
  },
  resource: {
    types: ATTRIBUTES,
    *check({ inputs }) {
      const given = property(inputs, "Attributes") ?? property(inputs, "AccessControlAttributes");
      const attributes = list(given);
      if (attributes === UNKNOWN) return;
      if (attributes.length > MOST_ATTRIBUTES) {
        const seen = `${attributes.length} attributes for access control`;
        yield { id: "too-many-attributes", seen, wanted: `at most ${MOST_ATTRIBUTES}` };
      }
      for (const one of attributes) {
        const attribute = object(one);
        if (attribute === UNKNOWN || attribute === undefined) continue;
        yield* text(
          "attribute-key",
          "key of an attribute",
          property(attribute, "Key"),
          ATTRIBUTE_KEY,
        );
      }
    },
  },
  stack: {
    *check(stack) {
      const { most, usual } = ATTACHED["permission-set"];
      for (const { principal, policies, awsManaged, elsewhere } of permissionSets(stack)) {
        const managed = policies.filter(({ form }) => form === "managed");
        const count = new Set<unknown>([...managed, ...awsManaged, ...elsewhere]).size;
        if (count <= usual) continue;
        const { resource } = principal;
        const seen = `${count} managed policies in one permission set`;
        const id = "too-many-policies";
        if (count > most) {
          yield { id, seen, wanted: `at most ${most}`, resource };
        } else {
          const wanted = `at most ${usual}, unless each account's quota of policies per role was raised`;
          yield { id, seen, wanted, resource, level: "advisory" };
        }
      }
    },
  },
};

function* texts({ resource: { type, inputs } }: PrincipalFact): Iterable<Finding> {
  for (const [name, limit] of Object.entries(SET_TEXTS)) {
    const isRelay = name === "RelayStateType" && type.startsWith("aws:");
    const input = isRelay ? "relayState" : name.charAt(0).toLowerCase() + name.slice(1);
    yield* text(input, input, property(inputs, input), limit);
  }
}

function* text(
  id: string,
  what: string,
  value: Value | undefined,
  { form, wanted }: TextLimit,
): Iterable<Finding> {
  if (typeof value !== "string" || hasPlaceholder(value) || form.test(value)) return;
  const given = value.length > 60 ? `of ${value.length} characters` : quote(value);
  yield { id, seen: `${what}: ${given}`, wanted };
}

/** AWS takes one to twelve hours; the upper end is what the rule about sessions looks at. */
function* session({ session }: PrincipalFact): Iterable<Finding> {
  const minutes = typeof session === "string" ? minutesOf(session) : undefined;
  if (minutes === undefined || minutes >= 60) return;
  yield {
    id: "session-too-short",
    seen: `sessionDuration ${quote(session)}`,
    wanted: "at least PT1H",
  };
}

function isOfSet({ form, owner, holders }: PolicyFact): boolean {
  if (form !== "inline") return false;
  return (
    owner?.principal === "permission-set" ||
    holders.some(({ target }) => target === "permission-set")
  );
}

function* inline({ property, source, policy: { size } }: PolicyFact): Iterable<Finding> {
  const { most, of } = PERMISSION_SET_INLINE;
  if (size !== undefined && size > most) {
    const seen = `${property}: ${size.toLocaleString("en")} characters without white space`;
    yield { id: "inline-too-long", seen, wanted: `at most ${most.toLocaleString("en")} for ${of}` };
  } else if (typeof source === "string" && source.length > PERMISSION_SET_TEXT) {
    const seen = `${property}: ${source.length.toLocaleString("en")} characters with white space`;
    const wanted = `at most ${PERMISSION_SET_TEXT.toLocaleString("en")}; leave out white space`;
    yield { id: "inline-too-long", seen, wanted };
  }
}
