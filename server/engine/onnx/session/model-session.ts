import { Tensor, type InferenceSession } from "onnxruntime-node";
import type { Answers } from "#server/engine/score/define-scorer.ts";
import type { InputShape } from "#models/datasets/descriptor.ts";
import type { Inputs } from "#server/engine/inputs.ts";
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

  /**
   * All outputs by name, [count, length].
   * @param inputs uint8 [count, height, width, channels], or float32 [count, steps, columns].
   */
  async infer(inputs: Inputs, count: number, shape: InputShape): Promise<Answers> {
    const input = new Tensor("float32", asFloats(inputs), [count, ...shape]);
    const outputs = Object.entries(await this.#session.run({ input }));
    return Object.fromEntries(outputs.map(([name, { data }]) => [name, data as Float32Array]));
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}

/** Pixels as a network takes them, at the beginning of `room`; what is float32 already stays where it is. */
export function asFloats(inputs: Inputs, room = new Float32Array(inputs.length)): Float32Array {
  if (inputs instanceof Float32Array) return inputs;
  const pixels = room.subarray(0, inputs.length);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (inputs[i] as number) / 255;
  return pixels;
}
