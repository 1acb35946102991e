import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { Deployment, type Run } from "./deployment.ts";

/** Acme as it was made once for a suite, and a copy of it for each test to change. */
export interface DeployedAcme {
  /** How it was made. */
  readonly created: Run;
  /** This test's own copy. */
  readonly deployment: Deployment;
}

/** Deploys acme before a suite's tests, and removes it after them. */
export function deployedAcme(): DeployedAcme {
  let first: Deployment | undefined;
  let created: Run | undefined;
  let deployment: Deployment | undefined;
  before(async () => {
    first = Deployment.create();
    created = await first.up(acme());
    assert.ok(created.ok, created.said);
  });
  beforeEach(() => {
    deployment = first?.copy();
  });
  afterEach(() => deployment?.remove());
  after(() => first?.remove());
  return {
    get created() {
      return created as Run;
    },
    get deployment() {
      return deployment as Deployment;
    },
  };
}
