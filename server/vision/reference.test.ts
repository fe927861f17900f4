import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { detectionOf } from "#models/vision/detection.ts";
import { suppress } from "#models/vision/suppress.ts";
import { describeNetwork } from "#server/engine/vision/describe-network.ts";
import { VisionNetwork } from "#server/engine/vision/vision-network.ts";
import { decodeRgb } from "./decode-rgb.ts";
import expected from "./testing/reference-detections.json" with { type: "json" };
import { hasReferenceFiles, referenceModel, referencePicture } from "./testing/reference-files.ts";

// Made by docs/vision/reference-detections.py: left, top, right, bottom, score, class.
describe.skipIf(!hasReferenceFiles)("detections are those of the models' own post-processing", () => {
  test.each(Object.entries(expected))("%s", async (name, pictures) => {
    const model = await readFile(referenceModel(`${name}.onnx`));
    const description = await describeNetwork(model);
    const network = await VisionNetwork.open(model, description, 2);
    for (const [file, boxes] of Object.entries(pictures)) {
      const picture = await decodeRgb(await readFile(referencePicture(file)));
      const { candidates } = await network.ask(picture, 0.01);
      const found = suppress(candidates, { conf: 0.25, iou: 0.45 });
      const names = description.classes;
      expect(found.map((each) => each.classIndex)).toEqual(boxes.map((box) => box[5]));
      for (const [index, [left, top, right, bottom, score]] of boxes.entries()) {
        const box = detectionOf(found[index]!, names);
        expect(Math.abs(box.conf - score!)).toBeLessThan(1e-3);
        const edges = [box.left - left!, box.top - top!, box.right - right!, box.bottom - bottom!];
        expect(Math.max(...edges.map(Math.abs))).toBeLessThan(1);
      }
    }
    await network.release();
  });
});
