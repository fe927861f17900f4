import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../graph/storable.ts";
import { canonicalText } from "./canonical-text.ts";

test("is JSON with sorted keys, whatever order they came in, and comes back as it was", () => {
  expect(canonicalText({ b: [1, { d: null, c: "x" }], a: 0.1 })).toBe('{"a":0.1,"b":[1,{"c":"x","d":null}]}');
  const value = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(value, (given) => {
      const text = canonicalText(given);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(given)));
      expect(canonicalText(JSON.parse(text) as Json)).toBe(text);
    }),
  );
});
