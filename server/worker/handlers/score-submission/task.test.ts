import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { presetGraph } from "#db/testing/factories.ts";
import { pictureShape } from "#models/datasets/picture-shape.ts";
import { evaluation } from "#models/training/metrics.ts";
import { openDataset } from "#server/datasets/open-dataset.ts";
import { createSynthetic } from "#server/datasets/synthetic/create-synthetic.ts";
import { exportModel } from "#server/engine/onnx/graph/export-model.ts";
import { predict } from "#server/engine/score/predict.ts";
import { initialWeights } from "#server/engine/weights/initial-weights.ts";
import { planNetwork } from "#server/engine/weights/network-plan.ts";
import { scoreMessages } from "./messages.ts";
import { scoreSubmissionTask } from "./task.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "strata-score-"));
  await createSynthetic({ dir: join(folder, "tiles"), tiles: 50 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("every tile of the hidden split is asked, and kept as the network answers it", async () => {
  const datasetDir = join(folder, "tiles");
  const dataset = await openDataset(datasetDir);
  const { target } = dataset.descriptor;
  const imageShape = pictureShape(dataset.descriptor);
  const plan = planNetwork(presetGraph(), { inputShape: imageShape, target });
  const model = exportModel(plan, initialWeights(plan, 3));
  const modelFile = join(folder, "model.onnx");
  await writeFile(modelFile, model);

  const tools = {
    say: () => undefined,
    onNews: () => undefined,
    signal: new AbortController().signal,
    pauseSignal: new AbortController().signal,
    threads: 1,
    reserveBytes: undefined,
  };
  const end = scoreMessages.end.parse(
    await scoreSubmissionTask.run({ modelFile, datasetDir, loss: null, threads: 1 }, tools),
  );
  const answers = Buffer.from(end.answers ?? "", "base64");
  const { count, targets, read } = await dataset.openSplit("test");
  const images = new Uint8Array(count * imageShape.reduce((product, side) => product * side, 1));
  read(
    Int32Array.from({ length: count }, (_, index) => index),
    images,
  );
  const probabilities = await predict({ model, images, imageShape });
  const expected = probabilities.map((row) => row.indexOf(Math.max(...row)));
  expect(Array.from({ length: count }, (_, index) => answers.readFloatLE(4 * index))).toEqual(expected);
  const right = expected.filter((answer, index) => answer === targets[index]).length;
  expect(evaluation.parse(end.evaluation)).toMatchObject({ count, accuracy: right / count });
});
