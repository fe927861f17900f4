import { expect, test } from "vitest";
import { atMost } from "./at-most.ts";

test("no more than two run at a time, in their order, and what fails gives its place away", async () => {
  const run = atMost(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = [0, 1, 2, 3].map((place) =>
    run(async () => {
      begun.push(place);
      await new Promise<void>((resolve) => {
        ends[place] = resolve;
      });
      if (place === 1) throw new Error("damaged");
      return place;
    }),
  );
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await expect(all[1]).rejects.toThrow("damaged");
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  await all[0];
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[2]?.();
  ends[3]?.();
  expect(await Promise.all([all[2], all[3]])).toEqual([2, 3]);
});
