import assert from "node:assert/strict";
import { futureProblems } from "../../../model/checks/future.ts";

describe("a day on which something was done", () => {
  const today = "2026-11-28";
  const problems = (day: string) => futureProblems("x", { day, today }, "write the day");

  it("may be today's in New Zealand, which is tomorrow's in UTC", () => {
    for (const day of ["2026-11-27", "2026-11-28", "2026-11-29"]) {
      assert.deepEqual(problems(day), [], day);
    }
  });

  it("isn't a day that is nowhere yet", () => {
    const [problem] = problems("2026-11-30");
    assert.match(
      problem?.message ?? "",
      /^2026-11-30 is in the future, today is 2026-11-28 \(UTC\)/,
    );
  });
});
