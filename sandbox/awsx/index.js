import "../plugin/awsx.ts";
