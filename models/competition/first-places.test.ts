import { expect, test } from "vitest";
import { firstPlaces } from "./first-places.ts";

const board = (length: number, own: number) =>
  Array.from({ length }, (_, n) => ({ rank: n + 1, isMe: n + 1 === own }));
const ranks = (length: number, own: number) => firstPlaces(board(length, own)).map(({ rank }) => rank);

test("a board of a hundred is whole", () => {
  expect(ranks(100, 7)).toEqual(board(100, 7).map(({ rank }) => rank));
});

test("of a longer one the first hundred and one's own are there, once", () => {
  expect(ranks(1_000, 700)).toEqual([...ranks(100, 0), 700]);
  expect(ranks(1_000, 100)).toHaveLength(100);
  expect(ranks(1_000, 0)).toHaveLength(100);
});
