import { awsxPlugin } from "../plugin/awsx.ts";
import { serve } from "../plugin/serve.ts";

serve(awsxPlugin);
