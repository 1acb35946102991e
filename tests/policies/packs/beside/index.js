// The rules in two halves, with policies of somebody else's before, between and after them, which take their time and
// change what they are given.
import { PolicyPack } from "@pulumi/policy";
import { policies } from "../../../../policies/policies.ts";

/** Settles once for all who wait for it, when nobody new has begun to wait. */
let shared;
const lookup = () => {
  shared ??= new Promise((resolve) => setTimeout(resolve, 20)).then(() => {
    shared = undefined;
  });
  return shared;
};

const spoil = (props) => {
  for (const key of Object.keys(props)) delete props[key];
};

const other = (name, pause, look) => ({
  name,
  description: "Somebody else's",
  enforcementLevel: "mandatory",
  validateResource: async ({ props }) => {
    await pause();
    look(props);
  },
  validateStack: async ({ resources }) => {
    await pause();
    for (const { props } of resources) look(props);
  },
});

/** Changes what the engine goes on with: the tag is there once for each of these policies. */
const remediation = (name, pause) => ({
  name,
  description: "Somebody else's",
  enforcementLevel: "remediate",
  remediateResource: ({ props }) => {
    const change = () => {
      const changedBy = [...(props.changedBy ?? []), name];
      if (typeof props.policy === "string") return { ...props, changedBy, policy: spoilt };
      return { ...props, changedBy };
    };
    return pause ? pause().then(change) : change();
  },
});
const spoilt = '{"Version":"2012-10-17","Statement":[]}';

const rules = policies();
const half = rules.length >> 1;
new PolicyPack("beside", {
  policies: [
    other("before", lookup, JSON.stringify),
    remediation("changes-before"),
    ...rules.slice(0, half),
    other("between", () => new Promise(setImmediate), spoil),
    remediation("changes-between", lookup),
    ...rules.slice(half),
    other("after", lookup, spoil),
    remediation("changes-after", () => new Promise(setImmediate)),
  ],
});
