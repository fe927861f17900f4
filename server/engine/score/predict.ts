import { ModelSession } from "../onnx/session/model-session.ts";
import type { ImageShape } from "../split.ts";

export type PredictTask = {
  /** An ONNX file made by `exportModel`. */
  model: Uint8Array;
  /** uint8 [count, height, width, channels]. */
  images: Uint8Array;
  imageShape: ImageShape;
  threads?: number;
};

export type Predictor = {
  /** @param images uint8 [count, height, width, channels]. @returns as `predict`. */
  predict: (images: Uint8Array, imageShape: ImageShape) => Promise<number[][]>;
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
      const count = images.length / (imageShape[0] * imageShape[1] * imageShape[2]);
      const answers = await session.infer(images, count, imageShape);
      const answer = answers[session.answerName] ?? new Float32Array();
      const length = answer.length / count;
      return Array.from({ length: count }, (_, i) => [...answer.subarray(i * length, (i + 1) * length)]);
    },
    release: () => session.release(),
  };
}

/** The answer for each image: a probability for each class, or the value in the target's unit. */
export async function predict({ model, images, imageShape, threads = 1 }: PredictTask): Promise<number[][]> {
  const predictor = await openPredictor(model, { threads });
  try {
    return await predictor.predict(images, imageShape);
  } finally {
    await predictor.release();
  }
}
