import assert from "node:assert/strict";
import fc from "fast-check";
import { cut, cutId } from "../../policies/engine/cut.ts";
import { findingOf, type Result } from "../../policies/engine/evaluation.ts";
import { LikeFindings } from "../../policies/engine/likeFindings.ts";
import { Reporter } from "../../policies/engine/reporter.ts";
import { matches } from "../../policies/iam/patterns/wildcard.ts";
import { iamNoUsers } from "../../policies/rules/users/iam-no-users.ts";

const about = { urn: "urn:pulumi:test::access::aws:iam/role:Role::app" };
const EXPIRES = "2999-01-01";

function findings(count: number, kind = "unknown-action", level?: "advisory"): Result[] {
  return Array.from({ length: count }, (_, at) => ({
    report: { id: `${kind}:s3:Get${at}`, seen: `seen ${at}`, wanted: "", ...(level && { level }) },
    about,
  }));
}

function gathered(all: readonly Result[]): readonly Result[] {
  const like = new LikeFindings();
  for (const said of all) like.add(said);
  return like.all();
}

describe("what a rule says of one resource", () => {
  it("is said one by one while it is little", () => {
    assert.deepEqual(gathered(findings(10)), findings(10));
  });

  it("is said by the first few, and how many more there are, when it is much", () => {
    const said = gathered([...findings(200_000), ...findings(3, "other")]);
    assert.deepEqual(
      said.map(({ report }) => report.id.split(":")[0]),
      [...Array(6).fill("unknown-action"), ...Array(3).fill("other")],
    );
    const [, , , , , more] = said;
    assert.deepEqual(more?.report, {
      id: "unknown-action:*",
      seen: "199,995 more of the kind unknown-action",
      wanted: "",
    });
  });

  it("keeps apart what is worse, and what is another resource's", () => {
    const other = findings(20).map((one) => ({ ...one, about: { urn: "other" } }));
    const said = gathered([
      ...findings(20),
      ...findings(20, "unknown-action", "advisory"),
      ...other,
    ]);
    assert.equal(said.length, 18);
    const sums = said.filter(({ report }) => "seen" in report && /15 more/.test(report.seen));
    assert.deepEqual(
      sums.map(({ report, about }) => ["level" in report && report.level, about?.urn]),
      [
        [false, about.urn],
        ["advisory", about.urn],
        [false, "other"],
      ],
    );
  });

  it("is gathered in a template by its resources first", () => {
    const resource = { type: "AWS::IAM::Role", name: "app", inputs: {}, ...about };
    const inTemplate = Array.from({ length: 300 }, (_, at) => {
      const report = { id: "user", seen: "", wanted: "" };
      return { report, about: { ...resource, logicalId: `R${at}` } };
    });
    const said = gathered(inTemplate);
    assert.equal(said.length, 51);
    const last = said.at(-1)?.report;
    assert.equal(last?.id, "*.user*");
    assert.match(
      last && "seen" in last ? last.seen : "",
      /^250 more of the kind user, in R50, .* and 230 more$/,
    );
  });

  it("stands for each finding once, however it is spread over places, kinds and levels", () => {
    const one = fc.record({
      at: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
      kind: fc.constantFrom("user", "key:", "key:x:y"),
      level: fc.constantFrom("advisory" as const, undefined),
      times: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(one, { size: "max", maxLength: 100 }), (groups) => {
        const all = groups.flatMap(({ at, kind, level, times }) =>
          findings(times, kind, level).map(({ report }): Result => {
            const template = { type: "AWS::IAM::User", name: "t", inputs: {}, ...about };
            const id = kind === "user" ? kind : report.id;
            return {
              report: { ...report, id },
              about: at ? { ...template, logicalId: `R${at}` } : about,
            };
          }),
        );
        const said = gathered(all);
        const counts = said.map(({ report }) => {
          const [count] =
            /^[\d,]+(?= more of the kind)/.exec("seen" in report ? report.seen : "") ?? [];
          return count ? Number(count.replaceAll(",", "")) : 1;
        });
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          all.length,
        );
        for (const finding of all) {
          assert.ok(
            said.some(
              ({ report }) =>
                matches(report.id, findingOf(finding)) || matches(report.id, finding.report.id),
            ),
          );
        }
      }),
    );
  });

  it("needs no text of what isn't said", () => {
    let texts = 0;
    const like = new LikeFindings();
    for (let at = 0; at < 1_000; at++) {
      const report = {
        id: `unknown-action:s3:Get${at}`,
        get seen() {
          texts++;
          return "";
        },
        wanted: "",
      };
      like.add({ report, about });
    }
    assert.equal(like.all().length, 6);
    assert.equal(texts, 0);
  });

  it("loses to an exemption exactly what the exemption names", () => {
    const patterns = fc.constantFrom(
      "*",
      "unknown-action:*",
      "unknown-action:s3:Get?",
      "other:*9",
      "x",
    );
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.nat(300),
        fc.array(patterns, { maxLength: 3 }),
        (n, m, hidden) => {
          const all = [...findings(n), ...findings(m, "other")];
          const exemptions = hidden.map((finding) => ({
            resource: "app",
            finding,
            reason: "",
            expires: EXPIRES,
          }));
          const reporter = new Reporter(iamNoUsers, exemptions);
          for (const said of all) reporter.collect(said);
          const found: string[] = [];
          reporter.pass(({ message }) => found.push(/^seen: (.*)$/m.exec(message)?.[1] ?? ""));
          const left = all.filter(({ report: { id } }) => !hidden.some((one) => matches(one, id)));
          const expected = gathered(left).map(({ report }) =>
            "seen" in report ? report.seen : "",
          );
          assert.deepEqual(found, expected);
        },
      ),
    );
  });

  it("is hidden by an exemption, be it said one by one or gathered", () => {
    const shown = (exemptions: readonly { resource: string; finding?: string }[]) => {
      const ids: string[] = [];
      const given = exemptions.map((one) => ({ ...one, reason: "", expires: EXPIRES }));
      const reporter = new Reporter(iamNoUsers, given);
      for (const said of findings(20)) reporter.collect(said);
      reporter.pass(({ message }) => {
        ids.push(/^finding: (.*)$/m.exec(message)?.[1] ?? "");
      });
      return ids;
    };
    const all = shown([]);
    assert.equal(all.length, 6);
    assert.deepEqual(shown([{ resource: "app", finding: all.at(-1) ?? "" }]), []);
    assert.equal(shown([{ resource: "app", finding: "unknown-action:s3:Get1?" }]).length, 10);
  });
});

describe("messages about long inputs", () => {
  it("leave short texts as they are", () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => cut(text) === text));
  });

  it("are never long, and keep how they begin and end", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(" ", "\n"),
      fc
        .tuple(fc.constantFrom("x", "ab", "*"), fc.integer({ min: 1, max: 3000 }))
        .map(([one, n]) => one.repeat(n)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const short = cut(text);
        assert.ok(short.length <= 1000);
        assert.ok(short.startsWith(text.slice(0, 150)) && short.endsWith(text.slice(-50)));
      }),
    );
  });

  it("name findings so that an exemption may say the same", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1000 }), (detail) => {
        const id = `unknown-action:${detail}`;
        assert.ok(cutId(id).length <= 201);
        assert.ok(matches(cutId(id), id));
      }),
    );
  });
});
