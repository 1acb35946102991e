import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies.ts";

new PolicyPack("identity-center", { displayName: "Identity Center", policies: policies() });
