import { current } from "./deploy.ts";

/** The program that `deploy` runs: a module of its own, which is evaluated again for each run. */
export default () => current.run();
