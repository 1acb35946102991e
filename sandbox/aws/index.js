import "../plugin/aws.ts";
