import { Tensor, type InferenceSession } from "onnxruntime-node";
import type { Answers } from "#server/engine/score/define-scorer.ts";
import type { ImageShape } from "#server/engine/split.ts";
import { createSession, type SessionSettings } from "./create-session.ts";

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

  /** Of its outputs the one that answers a person. */
  get answerName(): string {
    return this.#session.outputNames[0] ?? "";
  }

  /** All outputs by name, [count, length]. @param images uint8 [count, height, width, channels]. */
  async infer(images: Uint8Array, count: number, shape: ImageShape): Promise<Answers> {
    const pixels = new Float32Array(images.length);
    for (let i = 0; i < pixels.length; i++) pixels[i] = (images[i] as number) / 255;
    const input = new Tensor("float32", pixels, [count, ...shape]);
    const outputs = Object.entries(await this.#session.run({ input }));
    return Object.fromEntries(outputs.map(([name, { data }]) => [name, data as Float32Array]));
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}
