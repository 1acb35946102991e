import { isLikely } from "../../verdict.ts";
import { action } from "../actions/actions.ts";
import { type Action, service as actionsOf } from "../actions/serviceReference.ts";
import type { Statement } from "../policy/statement.ts";
import {
  type Ability,
  type Asked,
  type Grants,
  type Reach,
  UNABLE,
  type Wanted,
} from "./question.ts";
import { scopeOf } from "./scope.ts";

/** Answers a question of somebody with no other permission than those that are asked about. */
type Ask = (grants: Grants, wanted: Wanted, able: Ability) => Reach;

const abilities = new WeakMap<Grants, Ability>();

/** What somebody's permissions let it do about conditions on others of them. Each is worked out when it is asked for. */
export function abilityOf(grants: Grants, ask: Ask): Ability {
  let ability = abilities.get(grants);
  if (!ability) {
    ability = workOut(grants, ask);
    abilities.set(grants, ability);
  }
  return ability;
}

function workOut(grants: Grants, ask: Ask): Ability {
  const answers = new Map<string, boolean>();
  const once = (question: string, work: () => boolean): boolean => {
    let answer = answers.get(question);
    if (answer === undefined) {
      answer = work();
      answers.set(question, answer);
    }
    return answer;
  };
  const may = (wanted: Omit<Wanted, "stance">): boolean => {
    const { verdict } = ask(grants, { ...wanted, stance: "attacker" }, UNABLE);
    return isLikely(verdict);
  };
  const tagging = (names: readonly string[], tag: string, value: string) => {
    const asking = { [`aws:requesttag/${tag}`]: value, "aws:tagkeys": tag };
    return (more: Omit<Wanted, "stance" | "action" | "asking">) =>
      names.some((name) => may({ ...more, action: name, asking }));
  };
  const calling = (service: string, on: Wanted["on"], isEnough: (one: Action) => boolean) => {
    const allows = grants.identity.filter(({ effect }) => effect === "Allow");
    return [...(actionsOf(service)?.values() ?? [])].some((one) => {
      return isEnough(one) && isNamed(allows, one.name) && may({ action: one.name, on });
    });
  };
  let keys: ReadonlySet<string> | undefined;
  /** What of a tag makes a difference to who may set it: conditions on others' don't. */
  const mattering = (tag: string, value: string): string => {
    keys ??= conditionKeys(grants);
    const isAsked = keys.has(`aws:requesttag/${tag}`);
    return isAsked || keys.has("aws:tagkeys") ? JSON.stringify([tag, isAsked && value]) : "";
  };
  return {
    tags(asked, tag, value) {
      // Only AWS sets tags of its own ("Tag naming limits").
      if (tag.startsWith("aws:")) return false;
      return once(JSON.stringify([asked.action, asked.kind, mattering(tag, value)]), () =>
        kindsOf(asked).some(({ name, kind }) => tagging([name], tag, value)({ on: "all", kind })),
      );
    },
    tagsItself: (tag, value) =>
      once(`itself ${mattering(tag, value)}`, () => {
        if (tagging(["iam:TagRole", "iam:TagUser"], tag, value)({ on: "itself" })) return true;
        return (
          may({ action: "sts:AssumeRole", on: "itself" }) &&
          tagging(["sts:TagSession"], tag, value)({ on: "itself" })
        );
      }),
    calls: (service) => once(`calls ${service}`, () => calling(service, "any", isChange)),
    callsOnAll: (service) =>
      once(`calls ${service} on all`, () => calling(service, "all", isAboutContent)),
  };
}

function conditionKeys({ identity, boundary = [], controls = [] }: Grants): ReadonlySet<string> {
  const statements = [...identity, ...boundary, ...controls.flat()];
  const keys = statements.flatMap(({ conditions }) => conditions.map(({ key }) => key));
  return new Set(keys.map((key) => key.toLowerCase()));
}

function isNamed(allows: readonly Statement[], name: string): boolean {
  return allows.some((statement) => scopeOf(statement).action(name) !== "no");
}

function isChange({ level }: Action): boolean {
  return level !== "Read" && level !== "List";
}

/** What is done to something that has a name. */
function isAboutContent({ level, resourceTypes }: Action): boolean {
  return level !== "List" && resourceTypes.length > 0;
}

/** The kinds of resources that an action works on, each with an action that tags it. */
function kindsOf({ action: name, kind }: Asked): readonly { name: string; kind: string }[] {
  const types = action(name)?.resourceTypes ?? [];
  const required = types.filter((type) =>
    kind === undefined ? type.required : type.name === kind,
  );
  return (required.length > 0 ? required : types).flatMap(({ arn }) => {
    // The service that has the resource tags it, whichever else works on it.
    const tagging = [...(actionsOf(arn.split(":")[2] ?? "")?.values() ?? [])].filter(isTagging);
    return tagging.flatMap((one) => {
      const type = one.resourceTypes.find((type) => type.arn === arn);
      return type ? [{ name: one.name, kind: type.name }] : [];
    });
  });
}

function isTagging({ name, level }: Action): boolean {
  return level === "Tagging" && !/:(Untag|Remove|Delete)/.test(name);
}
