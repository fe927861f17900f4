import type { Objective } from "#server/engine/objectives/objective.ts";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { copyImage } from "#server/engine/train/batches/copy-image.ts";
import { placesFrom } from "#server/engine/places.ts";
import type { Split } from "#server/engine/split.ts";
import type { SplitScore } from "#server/engine/train/trainable-network.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import { asMap, bytesOf, newInputs } from "#server/engine/inputs.ts";
import { inputTensor } from "./input-tensor.ts";
import { createSession, type SessionSettings } from "./create-session.ts";
import { evaluationGraph, VALIDATION_BATCH_SIZE } from "../graph/evaluation-graph.ts";
import { onnxHeadOf } from "../heads/index.ts";
import { encodeModel } from "../graph/proto/encode-model.ts";
import { targetFor } from "./target-for.ts";

/**
 * Scores weights on a split as the network is used: no dropout, moving statistics. The loss is that of the training as in
 * Keras: labels are smoothed, L1 and L2 count, classes are not weighted.
 */
export class ValidationSession {
  readonly #plan: NetworkPlan;
  readonly #session: InferenceSession;
  readonly #objective: Objective;

  private constructor(plan: NetworkPlan, session: InferenceSession, objective: Objective) {
    this.#plan = plan;
    this.#session = session;
    this.#objective = objective;
  }

  static async create(
    plan: NetworkPlan,
    { objective, ...settings }: SessionSettings & { objective: Objective },
  ): Promise<ValidationSession> {
    const graph = evaluationGraph(plan, settings.target ?? (await targetFor("cpu")));
    const session = await createSession(encodeModel(graph), settings);
    return new ValidationSession(plan, session, objective);
  }

  /** @param onBatch called before each batch; what it throws ends the scoring. */
  async score(
    split: Split,
    weights: Readonly<Record<string, Tensor>>,
    onBatch: () => void,
  ): Promise<SplitScore> {
    const { inputShape } = this.#plan;
    const shape = asMap(inputShape);
    const [height, width, channels] = shape;
    const length = height * width * channels;
    const images = newInputs(VALIDATION_BATCH_SIZE, inputShape);
    const packed = newInputs(VALIDATION_BATCH_SIZE, inputShape);
    let lossSum = 0;
    const sums: Record<string, number> = {};
    const { encode, settings } = this.#objective;
    const { scoreRow } = onnxHeadOf(this.#plan.target);
    let penaltyOfWeights = 0;
    for (let start = 0; start < split.count; start += VALIDATION_BATCH_SIZE) {
      onBatch();
      const count = Math.min(VALIDATION_BATCH_SIZE, split.count - start);
      split.read(placesFrom(start, count), bytesOf(packed));
      for (let slot = 0; slot < count; slot++) {
        const from = { values: packed, offset: slot * length };
        copyImage(from, { values: images, offset: slot * length }, { shape });
      }
      const fed = inputTensor(images.subarray(0, count * length), [count, channels, height, width]);
      const { scored, penalty } = await this.#session.run({ ...weights, images: fed });
      const rows = scored?.data as Float32Array;
      for (let slot = 0; slot < count; slot++) {
        const row = rows.subarray(slot * this.#plan.outputLength, (slot + 1) * this.#plan.outputLength);
        const score = scoreRow(row, encode(split.targets[start + slot] as number), settings);
        lossSum += score.loss;
        for (const name in score.sums) sums[name] = (sums[name] ?? 0) + (score.sums[name] ?? 0);
      }
      penaltyOfWeights = (penalty?.data as Float32Array | undefined)?.[0] ?? 0;
      scored?.dispose();
    }
    return { loss: lossSum / split.count + penaltyOfWeights, sums };
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}
