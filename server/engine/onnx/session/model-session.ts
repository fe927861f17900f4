import { Tensor, type InferenceSession } from "onnxruntime-node";
import type { ImageShape } from "#server/engine/split.ts";
import { createSession, type SessionSettings } from "./create-session.ts";

export type Inference = {
  /** [count, classes], rows one after the other. */
  probabilities: Float32Array;
  logits: Float32Array;
};

/** A model file made by `exportModel`, ready to answer. */
export class ModelSession {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** @param model the bytes of an ONNX file. */
  static async open(model: Uint8Array, settings: SessionSettings): Promise<ModelSession> {
    return new ModelSession(await createSession(model, settings));
  }

  /** @param images uint8 [count, height, width, channels]. */
  async infer(images: Uint8Array, count: number, shape: ImageShape): Promise<Inference> {
    const pixels = new Float32Array(images.length);
    for (let i = 0; i < pixels.length; i++) pixels[i] = (images[i] as number) / 255;
    const input = new Tensor("float32", pixels, [count, ...shape]);
    const { probabilities, logits } = await this.#session.run({ input });
    if (!probabilities || !logits) throw new Error("The model gives no probabilities");
    return { probabilities: probabilities.data as Float32Array, logits: logits.data as Float32Array };
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}
