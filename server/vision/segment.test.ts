import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { maskIou } from "#models/vision/mask/bitmap.ts";
import { decodeRle, type Rle } from "#models/vision/mask/rle.ts";
import { Segmenter } from "#server/engine/vision/sam/segmenter.ts";
import { decodeRgb } from "./decode-rgb.ts";
import { segmentPrompt } from "./segment.ts";
import expected from "./testing/reference-masks.json" with { type: "json" };
import { hasReferenceFiles, referencePicture } from "./testing/reference-files.ts";

type Reference = {
  file: string;
  prompt: { on?: number[][]; off?: number[][]; box?: number[] };
  score: number;
  rle: Rle;
};
const references = expected as unknown as Reference[];

const segmenter = new Segmenter(2);
afterAll(() => segmenter.release());

function promptOf({ on = [], off = [], box }: Reference["prompt"]) {
  const point = (isOn: boolean) => (at: number[]) => ({ x: at[0]!, y: at[1]!, isOn });
  const [left = 0, top = 0, right = 0, bottom = 0] = box ?? [];
  return {
    points: [...on.map(point(true)), ...off.map(point(false))],
    box: box === undefined ? null : { left, top, right, bottom },
  };
}

// Made by docs/vision/reference-masks.py.
describe.skipIf(!hasReferenceFiles)("masks are those of SAM's own pre- and post-processing", () => {
  test.each([...new Set(references.map(({ file }) => file))])("%s", async (name) => {
    const embedding = await segmenter.embed(await decodeRgb(await readFile(referencePicture(name))));
    const ofPicture = references.filter(({ file }) => file === name);
    for (const { prompt, score, rle } of ofPicture) {
      const [best, ...candidates] = await segmentPrompt(segmenter, embedding, promptOf(prompt));
      expect(maskIou(best!.bitmap, decodeRle(rle))).toBeGreaterThan(0.95);
      expect(Math.abs(best!.score - score)).toBeLessThan(0.02);
      expect(candidates.length).toBeGreaterThanOrEqual(2);
    }
    // Asked together each gets what it gets alone.
    const alone = { points: [{ x: 100, y: 100, isOn: true }], box: null };
    const [first, second] = await segmenter.decode(embedding, [
      alone,
      { ...alone, points: [{ x: 300, y: 200, isOn: true }] },
    ]);
    const [again] = await segmenter.decode(embedding, [
      { ...alone, points: [{ x: 300, y: 200, isOn: true }] },
    ]);
    expect(first!.scores).not.toEqual(second!.scores);
    second!.scores.forEach((each, index) => expect(each).toBeCloseTo(again!.scores[index]!, 4));
  });
});
