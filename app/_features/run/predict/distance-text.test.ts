import { expect, test } from "vitest";
import { distanceText } from "./distance-text.ts";

test.each([
  [
    { of: 200, nearer: 200, timesUsual: 3.25 },
    true,
    /than all 200 of the validation split .*, 3\.3 times as far/,
  ],
  [{ of: 200, nearer: 198, timesUsual: 2 }, true, /than 198 of 200 of/],
  [
    { of: 200, nearer: 185, timesUsual: null },
    false,
    /than 185 of 200 of the validation split that it was compared with\.$/,
  ],
  [{ of: 200, nearer: 0, timesUsual: 0.2 }, false, /That says nothing of what is on it\.$/],
])("%#", (distance, isFar, text) => {
  expect(distanceText(distance)).toMatchObject({ isFar, text: expect.stringMatching(text) });
});
