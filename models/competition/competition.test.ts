import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawParts, PUBLIC } from "./draw-parts.ts";
import { finalEntries } from "./final-entries.ts";
import { gainASecond, leaguesOf, rankLeague, type LeagueEntry } from "./leagues.ts";
import { canRank, compareRanked, type Ranked } from "./order.ts";
import { randomNumbers } from "./random-numbers.ts";
import { scoreParts } from "./score-parts.ts";
import { DEFAULT_COMPETITION } from "./defaults.ts";
import { isStatisticalTie, tieGroups } from "./statistical-ties.ts";
import { uncoveredPlaces } from "./uncovering.ts";

const SEED = "00112233445566778899aabbccddeeff";
const seed = fc.string({
  unit: fc.constantFrom(...Array.from("0123456789abcdef")),
  minLength: 32,
  maxLength: 32,
});
const targets = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 120 });
const publicShare = fc.double({ min: 0.1, max: 0.9, noNaN: true });

describe("the parts of a hidden split", () => {
  test("are drawn alike by the same seed, and otherwise by another", () => {
    const many = Array.from({ length: 400 }, (_, index) => index % 10);
    const draw = (of: string) => [...drawParts(many, { seed: of, publicShare: 0.3 })];
    expect(draw(SEED)).toEqual(draw(SEED));
    expect(draw(SEED)).not.toEqual(draw(SEED.replace("f", "e")));
    expect(() => randomNumbers("abc")).toThrow(/32 hexadecimal/);
  });

  test("hold of every class its share, and something of each part where there are two", () => {
    fc.assert(
      fc.property(targets, seed, publicShare, (all, of, share) => {
        const parts = drawParts(all, { seed: of, publicShare: share });
        for (const each of new Set(all)) {
          const own = [...parts].filter((_, index) => all[index] === each);
          const open = own.filter((part) => part === PUBLIC).length;
          const isBound = open === 1 || open === own.length - 1;
          expect(isBound || Math.abs(open - own.length * share) < 1).toBe(true);
          expect(own.length < 2 || (open > 0 && open < own.length)).toBe(true);
        }
        const open = parts.reduce((sum, part) => sum + part, 0);
        expect(all.length < 2 || (open > 0 && open < all.length)).toBe(true);
      }),
    );
  });

  test("give no example a better chance than another", () => {
    const counts = Array.from({ length: 20 }, () => 0);
    for (let draw = 0; draw < 2_000; draw++) {
      const of = draw.toString(16).padStart(32, "0");
      drawParts(
        Array.from({ length: 20 }, () => 0),
        { seed: of, publicShare: 0.3 },
      ).forEach((part, index) => {
        counts[index] = (counts[index] ?? 0) + part;
      });
    }
    // 600 each; six standard deviations of a binomial are 123.
    for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(123);
    // One example a class: three of ten are drawn, and not always the same.
    const single = (of: string) => [
      ...drawParts(
        Array.from({ length: 10 }, (_, index) => index),
        { seed: of, publicShare: 0.3 },
      ),
    ];
    expect(single(SEED).filter((part) => part === PUBLIC)).toHaveLength(3);
    expect(single(SEED)).not.toEqual(single(SEED.replace("f", "e")));
  });

  test("add up to the whole, however a network answers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))),
        seed,
        (all, of) => {
          const [actual, answers] = [all.map(([target]) => target), all.map(([, answer]) => answer)];
          const parts = drawParts(actual, { seed: of, publicShare: 0.5 });
          const scored = scoreParts({ answers, targets: actual, parts, classes: ["a", "b", "c"] });
          expect(scored.public.count + scored.private.count).toBe(all.length);
          expect(scored.public.correct + scored.private.correct).toBe(
            all.filter(([target, answer]) => target === answer).length,
          );
        },
      ),
    );
    const wrong = { answers: [3], targets: [0], parts: [1], classes: ["a"] };
    expect(() => scoreParts(wrong)).toThrow(/no class 3/);
    expect(() => scoreParts({ ...wrong, answers: [] })).toThrow(/Expected 1 answers, got 0/);
  });

  test("are scored by hand alike", () => {
    const scored = scoreParts({
      targets: [0, 0, 1, 1, 0],
      answers: [0, 1, 1, 1, 0],
      parts: [1, 1, 1, 0, 0],
      classes: ["a", "b"],
    });
    // Of a: 2 x 1 / (1 + 2), of b: 2 x 1 / (2 + 1).
    expect(scored.public).toEqual({ correct: 2, count: 3, macroF1: 2 / 3 });
    expect(scored.private).toEqual({ correct: 2, count: 2, macroF1: 1 });
  });
});

const level = fc.constantFrom(0.5, 0.75, 0.9);
const ranked: fc.Arbitrary<Ranked> = fc.record({
  id: fc.uuid(),
  score: level,
  macroF1: level,
  params: fc.integer({ min: 1, max: 3 }),
  submittedMs: fc.integer({ min: 1, max: 3 }),
});

describe("the order", () => {
  test("is total: whoever is not the same is before or after, and what is before the before is before", () => {
    fc.assert(
      fc.property(ranked, ranked, ranked, (a, b, c) => {
        expect(Math.sign(compareRanked(a, b))).toBe(-Math.sign(compareRanked(b, a)) + 0);
        expect(compareRanked(a, b) === 0).toBe(
          a.id === b.id && a.score === b.score && compareRanked(b, a) === 0,
        );
        const isChain = compareRanked(a, b) <= 0 && compareRanked(b, c) <= 0;
        expect(!isChain || compareRanked(a, c) <= 0).toBe(true);
      }),
    );
  });

  test("does not depend on how it came in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(ranked, { selector: ({ id }) => id, maxLength: 12 }), (all) => {
        expect(all.toReversed().toSorted(compareRanked)).toEqual(all.toSorted(compareRanked));
      }),
    );
  });

  const base: Ranked = { id: "b", score: 0.8, macroF1: 0.8, params: 100, submittedMs: 5 };
  test.each([
    ["score before macro F1", { score: 0.81, macroF1: 0.1 }],
    ["macro F1 before parameters", { macroF1: 0.81, params: 200 }],
    ["fewer parameters before earlier", { params: 99, submittedMs: 9 }],
    ["earlier", { submittedMs: 4 }],
    ["of equals the one that always comes first", { id: "a" }],
  ])("%s", (_, better) => {
    expect(compareRanked({ ...base, ...better }, base)).toBeLessThan(0);
    expect(compareRanked(base, { ...base, ...better })).toBeGreaterThan(0);
  });

  test.each([[null], [Number.NaN], [Number.POSITIVE_INFINITY]])("a score of %s has no place", (score) => {
    expect(canRank({ score, macroF1: 1 })).toBe(false);
    expect(canRank({ score: 1, macroF1: score })).toBe(false);
    expect(canRank({ score: 1, macroF1: 0 })).toBe(true);
  });
});

describe("statistical ties", () => {
  // Newcombe's paper, table II, method 10: 56 of 70 and 48 of 80 differ by 0.0524 to 0.3339; 9 of 10 and 3 of 10 by 0.1705 to 0.8090.
  test.each([
    [{ correct: 56, count: 70 }, { correct: 48, count: 80 }, false],
    [{ correct: 9, count: 10 }, { correct: 3, count: 10 }, false],
    [{ correct: 6, count: 7 }, { correct: 2, count: 7 }, false],
    [{ correct: 5, count: 56 }, { correct: 0, count: 29 }, true],
    [{ correct: 10, count: 10 }, { correct: 9, count: 10 }, true],
    [{ correct: 0, count: 0 }, { correct: 9, count: 10 }, true],
  ])("%j and %j", (one, other, isTie) => {
    expect(isStatisticalTie(one, other)).toBe(isTie);
    expect(isStatisticalTie(other, one)).toBe(isTie);
  });

  test("groups stand together, and each member ties with its group's first", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 });
    fc.assert(
      fc.property(counts, (all) => {
        const rows = all.toSorted((a, b) => b - a).map((correct) => ({ correct, count: 300 }));
        const groups = tieGroups(rows);
        groups.forEach((group, index) => {
          const first = rows[groups.indexOf(group)];
          const [row, before] = [rows[index], groups[index - 1] ?? 0];
          expect(group - before).toBeGreaterThanOrEqual(0);
          expect(group - before).toBeLessThanOrEqual(1);
          expect(row !== undefined && first !== undefined && isStatisticalTie(first, row)).toBe(true);
        });
      }),
    );
    expect(
      tieGroups([
        { correct: 290, count: 300 },
        { correct: 288, count: 300 },
        { correct: 150, count: 300 },
      ]),
    ).toEqual([0, 0, 1]);
  });
});

function entry(userId: string, values: Partial<LeagueEntry> = {}): LeagueEntry {
  const whole = {
    score: 0.8,
    macroF1: 0.8,
    params: 1000,
    submittedMs: 1,
    trainingSeconds: 10,
    isTransfer: false,
  };
  return { id: userId, userId, ...whole, ...values };
}

describe("leagues", () => {
  const settings = { ...DEFAULT_COMPETITION, smallestAbove: 0.8, fastestAbove: 0.6, hasTransferLeague: true };
  const people = (league: Parameters<typeof rankLeague>[1]["league"], entries: LeagueEntry[]) =>
    rankLeague(entries, { league, settings, classes: 10 }).map(({ id }) => id);

  test("have each person's best, and networks from other weights in their own alone", () => {
    const entries = [
      entry("a", { id: "a1", score: 0.7 }),
      entry("a", { id: "a2", score: 0.85 }),
      entry("b", { id: "b1", score: 0.84 }),
      entry("b", { id: "b2", score: 0.99, isTransfer: true }),
    ];
    expect(people("accuracy", entries)).toEqual(["a2", "b1"]);
    expect(people("transfer", entries)).toEqual(["b2"]);
  });

  test("the smallest network has to be above the bar", () => {
    const entries = [
      entry("a", { params: 10, score: 0.79 }),
      entry("b", { params: 200, score: 0.8 }),
      entry("c", { params: 100, score: 0.8 }),
      entry("d", { params: 100, score: 0.9 }),
    ];
    expect(people("smallest", entries)).toEqual(["d", "c", "b"]);
  });

  test("a second of training counts by what it brings beyond chance", () => {
    const entries = [
      entry("slow", { score: 0.9, trainingSeconds: 100 }),
      entry("quick", { score: 0.7, trainingSeconds: 10 }),
      entry("hardly", { score: 0.1, trainingSeconds: 0.01 }),
      entry("unknown", { trainingSeconds: null }),
    ];
    expect(people("fastest", entries)).toEqual(["quick", "slow"]);
    expect(gainASecond({ score: 0.9, trainingSeconds: 100 }, 10)).toBeCloseTo(0.008, 12);
    expect(gainASecond({ score: 0.9, trainingSeconds: 0 }, 10)).toBe(0);
  });

  test("are those that the settings ask for", () => {
    expect(leaguesOf(settings)).toEqual(["accuracy", "smallest", "fastest", "transfer"]);
    const none = { ...settings, smallestAbove: null, fastestAbove: null, hasTransferLeague: false };
    expect(leaguesOf(none)).toEqual(["accuracy"]);
  });
});

describe("final entries", () => {
  const own = (id: string, score: number, isChosen = false, isTransfer = false) => ({
    ...entry("a", { id, score, isTransfer }),
    isChosen,
  });
  test("are those that were chosen, else the best that everybody could see", () => {
    const entries = [own("x", 0.5), own("y", 0.9), own("z", 0.7), own("t", 0.99, false, true)];
    expect(finalEntries(entries).map(({ id }) => id)).toEqual(["y", "z", "t"]);
    expect(finalEntries([...entries, own("c", 0.1, true)]).map(({ id }) => id)).toEqual(["c"]);
    expect(finalEntries([])).toEqual([]);
  });
});

test("a final order is uncovered from the last place up", () => {
  const shown = (uncovered: number) => uncoveredPlaces(["a", "b", "c"], uncovered).map(({ row }) => row);
  expect([0, 1, 3, 9].map(shown)).toEqual([
    [null, null, null],
    [null, null, "c"],
    ["a", "b", "c"],
    ["a", "b", "c"],
  ]);
});
