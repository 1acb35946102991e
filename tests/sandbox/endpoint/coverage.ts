import assert from "node:assert/strict";
import type { Service } from "../../../sandbox/endpoint/services/service.ts";
import type { EndpointFixture } from "./fixture.ts";

/** Fails for an operation of a service's table that no test has had answered. */
export function refuseUntested(fixture: EndpointFixture, services: readonly Service[]): void {
  const untested = services.flatMap(({ name, operations }) =>
    Object.entries(operations)
      .filter(([, { call }]) => !fixture.answered.has(call))
      .map(([operation]) => `${name}:${operation}`),
  );
  assert.deepEqual(untested, [], "operations without a test");
}
