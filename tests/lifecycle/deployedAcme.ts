import assert from "node:assert/strict";
import { acme } from "./acme.ts";
import { Deployment, type Kept, type Run } from "./deployment.ts";

/** Acme as it was made once, and a copy of it for each test to change. */
export interface DeployedAcme {
  /** How it was made. */
  readonly created: Run;
  /** This test's own copy. */
  readonly deployment: Deployment;
}

interface Made {
  readonly created: Run;
  readonly kept: Kept;
}

/** Of all suites of this process, which start from the same. */
let made: Promise<Made> | undefined;

async function make(): Promise<Made> {
  const deployment = Deployment.create();
  try {
    const created = await deployment.up(acme());
    assert.ok(created.ok, created.said);
    return { created, kept: deployment.kept };
  } finally {
    deployment.remove();
  }
}

/** Gives each test of a suite acme, deployed. */
export function deployedAcme(): DeployedAcme {
  let acmeMade: Made | undefined;
  let deployment: Deployment | undefined;
  before(async () => {
    made ??= make();
    acmeMade = await made;
  });
  beforeEach(() => {
    deployment = Deployment.from((acmeMade as Made).kept);
  });
  afterEach(() => deployment?.remove());
  return {
    get created() {
      return (acmeMade as Made).created;
    },
    get deployment() {
      return deployment as Deployment;
    },
  };
}
