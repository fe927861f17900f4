import { expect, test } from "vitest";
import { shareOf } from "./work.ts";

test.each([
  { threads: 16, asked: 0, size: 4, expected: 16 },
  { threads: 16, asked: 3, size: 4, expected: 4 },
  // More wait: no more than four are at work.
  { threads: 16, asked: 11, size: 4, expected: 4 },
  { threads: 2, asked: 9, size: 4, expected: 1 },
])(
  "of $threads threads a scoring beside $asked others gets $expected",
  ({ threads, asked, size, expected }) => {
    expect(shareOf(threads, { asked: () => asked, size })).toBe(expected);
  },
);
