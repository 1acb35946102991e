import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { answering, fail } from "../../components/fail.ts";

const pending = Symbol("pending");

/** What a promise came to by now. */
const soon = (promise: Promise<unknown>) =>
  Promise.race([promise, setImmediate(pending)]).catch((error: Error) => error.message);

describe("what can't be told of an output", () => {
  it("is the error, in a program", async () => {
    await assert.rejects(fail(new Error("no instance")), /no instance/);
  });

  it("is in the answer alone, where somebody answers: the first failure of whatever is below", async () => {
    const outputs: Promise<unknown>[] = [];
    const below = async (message: string) => void outputs.push(fail(new Error(message)));
    const answer = answering(async () => {
      await Promise.all([below("first"), below("second")]);
      return "made";
    });
    await assert.rejects(answer, /first/);
    assert.deepEqual(await Promise.all(outputs.map(soon)), [pending, pending]);
  });

  it("goes to the component that it belongs to, of several at once", async () => {
    const make = (name: string) =>
      answering(async () => {
        await Promise.resolve();
        return name === "wrong" ? await fail(new Error(name)) : name;
      });
    const made = await Promise.all(["one", "wrong", "other"].map((name) => soon(make(name))));
    assert.deepEqual(made, ["one", "wrong", "other"]);
  });

  it("isn't lost where it comes after the answer", async () => {
    let late: (() => Promise<never>) | undefined;
    const answer = await answering(async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const failing = promise.then(() => fail(new Error("late")));
      late = () => {
        resolve();
        return failing;
      };
      return "made";
    });
    assert.equal(answer, "made");
    await assert.rejects(late?.() ?? Promise.resolve(), /late/);
  });

  it("is whatever is thrown", async () => {
    await assert.rejects(
      answering(() => Promise.reject(new Error("thrown"))),
      /thrown/,
    );
  });
});
