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

/** The probabilities of each class for each image. */
export async function predict({ model, images, imageShape, threads = 1 }: PredictTask): Promise<number[][]> {
  const count = images.length / (imageShape[0] * imageShape[1] * imageShape[2]);
  const session = await ModelSession.open(model, { threads });
  try {
    const { probabilities } = await session.infer(images, count, imageShape);
    const classes = probabilities.length / count;
    return Array.from({ length: count }, (_, i) => [
      ...probabilities.subarray(i * classes, (i + 1) * classes),
    ]);
  } finally {
    await session.release();
  }
}
