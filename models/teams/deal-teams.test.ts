import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dealTeams } from "./deal-teams.ts";

const SEED = "00112233445566778899aabbccddeeff";
const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const sizesOf = (teams: readonly string[][]) => teams.map((team) => team.length);

test.each([
  { count: 9, minSize: 2, maxSize: 3, teams: [3, 3, 3], left: 0 },
  { count: 10, minSize: 2, maxSize: 3, teams: [3, 3, 2, 2], left: 0 },
  { count: 7, minSize: 3, maxSize: 3, teams: [3, 3], left: 1 },
  { count: 1, minSize: 2, maxSize: 4, teams: [], left: 1 },
  { count: 0, minSize: 2, maxSize: 4, teams: [], left: 0 },
])("$count people, $minSize to $maxSize", ({ count, teams, left, ...bounds }) => {
  const dealt = dealTeams(people(count), [], { ...bounds, seed: SEED });
  expect([sizesOf(dealt.teams), dealt.left.length]).toEqual([teams, left]);
});

test("small teams are filled up first, and who is left over goes where there is a place", () => {
  const standing = [
    { id: "small", size: 1 },
    { id: "roomy", size: 2 },
  ];
  const dealt = dealTeams(people(3), standing, { minSize: 3, maxSize: 4, seed: SEED });
  expect([...dealt.joining].map(([id, joined]) => [id, joined.length])).toEqual([
    ["small", 2],
    ["roomy", 1],
  ]);
  expect([dealt.teams, dealt.left]).toEqual([[], []]);
});

test("everybody has one place, no team is out of bounds, and nobody is left who would have had a place", () => {
  const bounds = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4 }))
    .map(([minSize, more]) => ({ minSize, maxSize: Math.max(2, minSize + more) }));
  const world = fc.record({
    bounds,
    count: fc.integer({ min: 0, max: 60 }),
    sizes: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }),
    seed: fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((n) => n.toString(16).padStart(32, "0")),
  });
  fc.assert(
    fc.property(world, ({ bounds: { minSize, maxSize }, count, sizes, seed }) => {
      const standing = sizes.map((size, index) => ({ id: `t${index}`, size: Math.min(size, maxSize) }));
      const everybody = people(count);
      const dealt = dealTeams(everybody, standing, { minSize, maxSize, seed });
      const placed = [...[...dealt.joining.values()].flat(), ...dealt.teams.flat(), ...dealt.left];
      expect(placed.toSorted()).toEqual(everybody.toSorted());
      for (const size of sizesOf(dealt.teams)) {
        expect(size).toBeGreaterThanOrEqual(minSize);
        expect(size).toBeLessThanOrEqual(maxSize);
      }
      const made = sizesOf(dealt.teams);
      expect(Math.max(0, ...made) - Math.min(...made, Infinity)).toBeLessThanOrEqual(1);
      const grown = standing.map(({ id, size }) => size + (dealt.joining.get(id)?.length ?? 0));
      for (const size of grown) expect(size).toBeLessThanOrEqual(maxSize);
      expect(dealt.left.length).toBeLessThan(maxSize);
      expect(dealt.left.length === 0 || grown.every((size) => size === maxSize)).toBe(true);
      // Whoever is named first has no other luck.
      expect(dealTeams(everybody.toReversed(), standing, { minSize, maxSize, seed })).toEqual(dealt);
    }),
  );
});
