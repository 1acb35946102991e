import { PolicyPack } from "@pulumi/policy";
import { policy } from "./adapter.ts";
import { configurationPolicy } from "./configuration.ts";
import { Ledger } from "./ledger.ts";
import { rules } from "./pack.ts";

const ledger = new Ledger();

new PolicyPack("identity-center", {
  displayName: "Identity Center",
  policies: [...rules.map((rule) => policy(rule, ledger)), configurationPolicy(rules, ledger)],
});
