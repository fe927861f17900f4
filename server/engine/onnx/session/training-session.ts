import type { Objective } from "#server/engine/objectives/objective.ts";
import { objectiveOf } from "#server/engine/objectives/index.ts";
import { asMap } from "#server/engine/inputs.ts";
import { Tensor, type InferenceSession } from "onnxruntime-node";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { Batch } from "#server/engine/train/batches/epoch-batches.ts";
import type { FillMask, StepAt, StepResult } from "#server/engine/train/trainable-network.ts";
import type { NetworkPlan } from "#server/engine/weights/network-plan.ts";
import type { WeightValues } from "#server/engine/weights/weight-values.ts";
import { inputTensor } from "./input-tensor.ts";
import { createSession, type SessionSettings } from "./create-session.ts";
import { updateInputs } from "../optimizers/emit-update.ts";
import { OPTIMIZERS } from "../optimizers/index.ts";
import { encodeModel } from "../graph/proto/encode-model.ts";
import { deviceVectors, hostVectors, type StateVectors } from "./state-vectors.ts";
import { targetFor } from "./target-for.ts";
import { STATISTICS, TRAINABLE, trainingGraph, type TrainingGraph } from "../graph/training-graph.ts";
import { packWeights, unpackWeights } from "../graph/weight-layout.ts";

/** `objective`: that of targets that are not known, where left out. `takesPixels`: batches hold float32 instead of bytes. */
export type TrainingSettings = SessionSettings & {
  objective?: Objective;
  takesPixels?: boolean;
  startedLayers?: ReadonlySet<string>;
};

type Vectors = Readonly<Record<string, Tensor>>;
type Scalars = Readonly<Record<string, Tensor | null>>;
type Parts = { graph: TrainingGraph; session: InferenceSession; vectors: StateVectors; scalars: Scalars };

/** A network being trained: weights and optimizer state, moved by one step at a time. */
export class TrainingSession {
  readonly #plan: NetworkPlan;
  readonly #hyperParameters: HyperParameters;
  readonly #graph: TrainingGraph;
  readonly #session: InferenceSession;
  readonly #vectors: StateVectors;
  /** Where the runtime writes loss and sums; it chooses itself where outputs may stay on a device. */
  readonly #scalars: Scalars;

  private constructor(
    plan: NetworkPlan,
    hyperParameters: HyperParameters,
    { graph, session, vectors, scalars }: Parts,
  ) {
    this.#plan = plan;
    this.#hyperParameters = hyperParameters;
    this.#graph = graph;
    this.#session = session;
    this.#vectors = vectors;
    this.#scalars = scalars;
  }

  static async create(
    plan: NetworkPlan,
    hyperParameters: HyperParameters,
    { takesPixels = false, startedLayers, ...settings }: TrainingSettings,
  ): Promise<TrainingSession> {
    const target = settings.target ?? (await targetFor("cpu"));
    const objective =
      settings.objective ?? objectiveOf({ target: plan.target, hyperParameters, trainTargets: null });
    const graph = trainingGraph(plan, { hyperParameters, objective, takesPixels, startedLayers }, target);
    const lengths = vectorLengths(graph);
    const staying = target.keepsOutputs ? [...lengths.keys()].map((name) => `next:${name}`) : [];
    const session = await createSession(encodeModel(graph.model), { ...settings, staying });
    const vectors = target.keepsOutputs ? await deviceVectors(lengths, settings) : hostVectors(lengths);
    const scalar = () => (target.keepsOutputs ? null : new Tensor("float32", new Float32Array(1), []));
    const scalars = Object.fromEntries(["lossSum", ...graph.sums].map((name) => [name, scalar()]));
    const training = new TrainingSession(plan, hyperParameters, { graph, session, vectors, scalars });
    // Vectors are zeros already.
    if (OPTIMIZERS[hyperParameters.optimizer].initialSlotValue !== 0) training.setOptimizerState(new Map());
    return training;
  }

  /** One optimizer step on a batch. */
  async step(batch: Batch, at: StepAt, fillMask: FillMask): Promise<StepResult> {
    const [height, width, channels] = asMap(this.#plan.inputShape);
    const feeds: Record<string, Tensor> = {
      ...this.#vectors.feeds(),
      images: inputTensor(batch.images, [batch.count, channels, height, width]),
      targets: targetTensor(batch.targets),
    };
    for (const [name, value] of Object.entries(updateInputs(this.#hyperParameters, at))) {
      feeds[name] = new Tensor("float32", Float32Array.of(value), []);
    }
    for (const [index, { name, type, draw, elementsPerImage, dims }] of this.#graph.masks.entries()) {
      const count = batch.count * elementsPerImage;
      const mask = type === "uint8" ? new Uint8Array(count) : new Float32Array(count);
      fillMask(mask, index, draw);
      feeds[name] = new Tensor(type, mask, [batch.count, ...dims]);
    }
    const results = await this.#session.run(feeds, { ...this.#scalars, ...this.#vectors.fetches() });
    this.#vectors.advance(results);
    const sums = this.#graph.sums.map((name) => [name, firstOf(results[name])] as const);
    return { lossSum: firstOf(results.lossSum), sums: Object.fromEntries(sums) };
  }

  /** The weight vectors as the evaluation graph takes them. Valid until the next step. */
  weightVectors(): Vectors {
    return Object.fromEntries(
      Object.entries(this.#vectors.feeds()).filter(([name]) => !this.#graph.slots.includes(name)),
    );
  }

  /** To be awaited after steps and before weights or optimizer state are read: on a GPU it fetches them. */
  async download(): Promise<void> {
    await this.#vectors.download();
  }

  /** A copy of all weights in Keras's layout. */
  weights(): WeightValues {
    const { trainable, statistics } = this.#graph.layout;
    return new Map([
      ...unpackWeights(trainable, this.#vectors.read(TRAINABLE)),
      ...(statistics.length > 0 ? unpackWeights(statistics, this.#vectors.read(STATISTICS)) : []),
    ]);
  }

  setWeights(values: WeightValues): void {
    const { trainable, statistics } = this.#graph.layout;
    this.#vectors.write(TRAINABLE, packWeights(trainable, values));
    if (statistics.length > 0) this.#vectors.write(STATISTICS, packWeights(statistics, values));
  }

  /** A copy of what the optimizer remembers, one tensor a slot and weight, named `<weight>/<slot>`. */
  optimizerState(): Map<string, Float32Array> {
    const entries = this.#graph.slots.flatMap((slot) =>
      unpackWeights(this.#graph.layout.trainable, this.#vectors.read(slot)).map(
        ([key, values]) => [`${key}/${slot}`, values] as const,
      ),
    );
    return new Map(entries);
  }

  /** What is missing begins anew. */
  setOptimizerState(state: ReadonlyMap<string, Float32Array>): void {
    const { initialSlotValue } = OPTIMIZERS[this.#hyperParameters.optimizer];
    for (const slot of this.#graph.slots) {
      const values = new Map(
        this.#graph.layout.trainable.entries.map(({ weight, size }) => [
          weight.key,
          state.get(`${weight.key}/${slot}`) ?? new Float32Array(size).fill(initialSlotValue),
        ]),
      );
      this.#vectors.write(slot, packWeights(this.#graph.layout.trainable, values));
    }
  }

  async release(): Promise<void> {
    await this.#vectors.release();
    await this.#session.release();
  }
}

function targetTensor(targets: Batch["targets"]): Tensor {
  return targets instanceof Int32Array
    ? new Tensor("int32", targets, [targets.length])
    : new Tensor("float32", targets, [targets.length]);
}

function vectorLengths({ layout, slots }: TrainingGraph): Map<string, number> {
  const { trainable, statistics } = layout;
  const vectors = [TRAINABLE, ...slots].map((name) => [name, trainable.length] as const);
  return new Map(statistics.length > 0 ? [...vectors, [STATISTICS, statistics.length]] : vectors);
}

function firstOf(tensor: Tensor | undefined): number {
  const [first = Number.NaN] = (tensor?.data ?? []) as Float32Array;
  return first;
}
