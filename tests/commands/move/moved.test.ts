import assert from "node:assert/strict";
import fc from "fast-check";
import { moved } from "../../../commands/move/moved.ts";
import type { State, StateResource } from "../../../commands/move/state.ts";

const STACKS = { from: "one", to: "two" };
const urn = (types: string, name: string, stack = STACKS.from) =>
  `urn:pulumi:${stack}::identity-center::${types}::${name}`;
const root = (stack = STACKS.from): StateResource => ({
  urn: urn("pulumi:pulumi:Stack", stack, stack),
  type: "pulumi:pulumi:Stack",
  custom: false,
});
const provider = (id: string, stack = STACKS.from): StateResource => ({
  urn: urn("pulumi:providers:aws", "home", stack),
  type: "pulumi:providers:aws",
  id,
  custom: true,
});
const HOME = `${provider("p1").urn}::p1`;

const state = (...resources: StateResource[]): State => ({ deployment: { resources } });
const resourcesOf = ({ deployment }: State) => deployment.resources ?? [];

/** A state of some components, each with resources that depend on some of those before them. */
const states = fc
  .array(
    fc.record({
      component: fc.nat({ max: 3 }),
      dependencies: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }),
      moves: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((parts) => {
    const resources: StateResource[] = [root(), provider("p1")];
    const urns = new Set<string>();
    for (const [index, { component, dependencies, moves }] of parts.entries()) {
      const parent = urn("c:index:C", `c${component}`);
      if (!resources.some((one) => one.urn === parent)) {
        resources.push({ urn: parent, type: "c:index:C", custom: false, parent: root().urn });
      }
      const earlier = resources.filter(({ id }) => id?.startsWith("id"));
      const wanted = earlier.length === 0 ? [] : dependencies;
      const needed = wanted.map((at) => earlier[at % earlier.length]?.urn ?? "");
      const own = urn("c:index:C$t:index:T", `t${index}`);
      resources.push({
        urn: own,
        type: "t:index:T",
        id: `id${index}`,
        custom: true,
        parent,
        provider: HOME,
        dependencies: needed,
        propertyDependencies: { x: needed },
        ...(needed[0] === undefined ? {} : { deletedWith: needed[0] }),
      });
      if (moves) urns.add(own);
    }
    return { from: state(...resources), urns };
  });

/** What Pulumi demands of a state: nothing twice, and everything after what it refers to. */
function assertSound(given: State): void {
  const seen = new Set<string>();
  for (const one of resourcesOf(given)) {
    assert.ok(!seen.has(one.urn), `${one.urn} is there twice`);
    const refers = [
      ...(one.parent === undefined ? [] : [one.parent]),
      ...(one.provider === undefined
        ? []
        : [one.provider.slice(0, one.provider.lastIndexOf("::"))]),
      ...(one.dependencies ?? []),
      ...Object.values(one.propertyDependencies ?? {}).flatMap((urns) => urns ?? []),
      ...(one.deletedWith === undefined ? [] : [one.deletedWith]),
    ];
    for (const other of refers) assert.ok(seen.has(other), `${one.urn} comes before ${other}`);
    seen.add(one.urn);
  }
}

const idsOf = (given: State) =>
  resourcesOf(given).flatMap(({ id }) => (id?.startsWith("id") ? [id] : []));

describe("moving resources from one state to another", () => {
  it("leaves two sound states that have together what one had, each thing once; a second move goes on, and one back undoes it", () => {
    fc.assert(
      fc.property(states, fc.boolean(), ({ from, urns }, isDeployed) => {
        const to = isDeployed ? state(root(STACKS.to), provider("p2", STACKS.to)) : state();
        const once = moved(from, to, urns, STACKS);
        assertSound(once.from);
        assertSound(once.to);
        const all = [...idsOf(once.from), ...idsOf(once.to)].sort();
        assert.deepEqual(all, idsOf(from).sort());
        assert.equal(idsOf(once.to).length, urns.size);
        const isEmpty = resourcesOf(once.from).length === 0;
        assert.equal(isEmpty, idsOf(once.from).length === 0, "only components are left");
        assert.ok(!JSON.stringify(once.to).includes("urn:pulumi:one::"));
        // Stopped after the first state was written.
        const again = moved(from, once.to, urns, STACKS);
        assert.deepEqual(again.to, once.to);
        assert.deepEqual(again.from, once.from);
        const back = new Set([...urns].map((one) => one.replace(":one::", ":two::")));
        const undone = moved(once.to, once.from, back, { from: "two", to: "one" });
        assertSound(undone.to);
        assert.deepEqual(idsOf(undone.to).sort(), idsOf(from).sort());
      }),
    );
  });

  it("refuses one stack, what an update left unfinished, and two things of one name", () => {
    const thing = (id: string, stack = STACKS.from): StateResource => ({
      urn: urn("t:index:T", "t", stack),
      type: "t:index:T",
      id,
      custom: true,
    });
    const urns = new Set([thing("id1").urn]);
    const one = state(thing("id1"));
    assert.throws(() => moved(one, one, urns, { from: "one", to: "one" }), /both are one stack/);
    const unfinished: State = { deployment: { pending_operations: [{}] } };
    assert.throws(
      () => moved(state(thing("id1")), unfinished, urns, STACKS),
      /an update of stack two was interrupted; end it first/,
    );
    const note = (name: string, outputs: object): StateResource => ({
      urn: urn("identity-center:index:UpdateNote", name),
      type: "identity-center:index:UpdateNote",
      custom: false,
      outputs: { ...outputs },
    });
    const noted = (...others: StateResource[]) =>
      moved(state(thing("id1"), ...others), state(), urns, STACKS);
    const begun = note("update-begun", { update: 3, unseen: {} });
    const made = note("update-made", { update: 3 });
    noted(begun, made);
    noted(begun, made, note("sections-made", { update: 3 }));
    for (const notes of [
      [begun, note("update-made", { update: 2 })],
      // The engine empties outputs while it works.
      [begun, note("update-made", {})],
      [begun, made, note("sections-made", { update: 2 })],
      [note("update-begun", { update: 3, unseen: { "person ada": "changed" } }), made],
    ]) {
      assert.throws(
        () => noted(...notes),
        /an update of stack one ended before it had made everything; end it first: npm run up/,
      );
    }
    assert.throws(
      () => moved(state(thing("id1")), state(thing("id2", STACKS.to)), urns, STACKS),
      /it is another one \(id2, not id1\)/,
    );
  });
});
