import { awsPlugin } from "../plugin/aws.ts";
import { serve } from "../plugin/serve.ts";

serve(awsPlugin(process.env));
