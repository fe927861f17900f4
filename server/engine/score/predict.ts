import { ModelSession } from "../onnx/session/model-session.ts";
import type { InputShape } from "#models/datasets/descriptor.ts";
import { elementCount } from "#models/layers/element-count.ts";
import type { Inputs } from "../inputs.ts";

export type PredictTask = {
  /** An ONNX file made by `exportModel`. */
  model: Uint8Array;
  /** uint8 [count, height, width, channels], or float32 [count, steps, columns]. */
  images: Inputs;
  imageShape: InputShape;
  threads?: number;
};

export type Predictor = {
  /** @param images as in `PredictTask`. @returns as `predict`. */
  predict: (images: Inputs, imageShape: InputShape) => Promise<number[][]>;
  release: () => Promise<void>;
};

/** Loads a network to be asked more than once. */
export async function openPredictor(
  model: Uint8Array,
  { threads = 1 }: { threads?: number } = {},
): Promise<Predictor> {
  const session = await ModelSession.open(model, { threads });
  return {
    async predict(images, imageShape) {
      const count = images.length / elementCount(imageShape);
      const answers = await session.infer(images, count, imageShape);
      const answer = answers[session.answerName] ?? new Float32Array();
      const length = answer.length / count;
      return Array.from({ length: count }, (_, i) => [...answer.subarray(i * length, (i + 1) * length)]);
    },
    release: () => session.release(),
  };
}

/** The answer for each input: a probability for each class, or the value in the target's unit. */
export async function predict({ model, images, imageShape, threads = 1 }: PredictTask): Promise<number[][]> {
  const predictor = await openPredictor(model, { threads });
  try {
    return await predictor.predict(images, imageShape);
  } finally {
    await predictor.release();
  }
}
