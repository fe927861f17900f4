import { expect, test } from "vitest";
import { encodeRle } from "#models/vision/mask/rle.ts";
import { maskAt } from "./mask-at.ts";

function drawn(name: string, ...rows: string[]) {
  const bits = Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 1 : 0));
  const area = bits.reduce((sum, bit) => sum + bit, 0);
  return { name, area, rle: encodeRle({ width: rows[0]!.length, height: rows.length, bits }) };
}

test("a click means the smallest mask that is there", () => {
  const masks = [drawn("car", "####", "####", "...."), drawn("wheel", "....", ".##.", "....")];
  expect(maskAt(masks, { x: 1.9, y: 1.2 })?.name).toBe("wheel");
  expect(maskAt(masks, { x: 3, y: 1 })?.name).toBe("car");
  expect(maskAt(masks, { x: 0, y: 2 })).toBeUndefined();
});
