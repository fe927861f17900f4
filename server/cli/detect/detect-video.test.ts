import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { HUNG_MS } from "#models/testing/limits.ts";
import { VisionNetwork } from "#server/engine/vision/vision-network.ts";
import { runProgram } from "#server/platform/run-program.ts";
import { describeFile } from "#server/vision/describe-file.ts";
import {
  hasReferenceFiles,
  referenceModel,
  referencePicture,
} from "#server/vision/testing/reference-files.ts";
import { detectVideo } from "./detect-video.ts";

const canLook =
  hasReferenceFiles && (await runProgram("ffmpeg", ["-version"], { timeoutMs: HUNG_MS })).code === 0;

test.skipIf(!canLook)("a real street's cars and trucks are about as many as one counts by eye", async () => {
  const file = referenceModel("yolox_nano.onnx");
  const descriptor = await describeFile(file);
  const network = await VisionNetwork.open(await readFile(file), descriptor, 1);
  const asked = { network, descriptor, conf: 0.4, iou: 0.45, classes: null };
  const street = referencePicture("traffic.mp4");
  let frames = 0;
  const onFrame = async () => void (frames += 1);
  const { tracks, damage } = await detectVideo(street, { ...asked, every: 5, onFrame });
  await network.release();
  expect([frames, damage]).toEqual([96, null]);
  // 29 by eye, one of them a truck. Where each class is followed by itself, 33 are found and nine of them are trucks.
  expect(tracks.length).toBeGreaterThan(23);
  expect(tracks.length).toBeLessThan(30);
  expect(tracks.filter((track) => track.class !== "car").length).toBeLessThan(5);
});
