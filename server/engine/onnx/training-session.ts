import { Tensor, type InferenceSession } from "onnxruntime-node";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { Batch } from "../batches/epoch-batches.ts";
import type { NetworkPlan } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import { createSession, type SessionSettings } from "./create-session.ts";
import { OPTIMIZERS } from "./optimizers/index.ts";
import { targetFor } from "./target-for.ts";
import { STATISTICS, TRAINABLE, trainingGraph, type TrainingGraph } from "./training-graph.ts";
import { packWeights, unpackWeights } from "./weight-layout.ts";

export type StepResult = {
  /** Sum over the batch. */
  lossSum: number;
  correct: number;
};

/** Fills the mask of a dropout layer, or the numbers of a noise layer; `index` counts such layers. */
export type FillMask = (mask: Uint8Array | Float32Array, index: number, rate: number) => void;

type Vectors = Readonly<Record<string, Tensor>>;

/** A network being trained: weights and optimizer state, moved by one step at a time. */
export class TrainingSession {
  readonly #plan: NetworkPlan;
  readonly #hyperParameters: HyperParameters;
  readonly #graph: TrainingGraph;
  readonly #session: InferenceSession;
  /** A step reads one set of vectors and writes the other, then they change places: nothing is allocated. */
  #now: Vectors;
  #next: Vectors;
  readonly #lossSum = new Tensor("float32", new Float32Array(1), []);
  readonly #correct = new Tensor("float32", new Float32Array(1), []);

  private constructor(
    plan: NetworkPlan,
    hyperParameters: HyperParameters,
    { graph, session }: { graph: TrainingGraph; session: InferenceSession },
  ) {
    this.#plan = plan;
    this.#hyperParameters = hyperParameters;
    this.#graph = graph;
    this.#session = session;
    this.#now = emptyVectors(graph);
    this.#next = emptyVectors(graph);
  }

  static async create(
    plan: NetworkPlan,
    hyperParameters: HyperParameters,
    settings: SessionSettings,
  ): Promise<TrainingSession> {
    const graph = trainingGraph(plan, hyperParameters, await targetFor(settings.provider ?? "cpu"));
    const session = await createSession(graph.bytes, settings);
    return new TrainingSession(plan, hyperParameters, { graph, session });
  }

  /** One optimizer step on a batch. Steps count from 1 over the whole training. */
  async step(batch: Batch, step: number, fillMask: FillMask): Promise<StepResult> {
    const [height, width, channels] = this.#plan.inputShape;
    const size = OPTIMIZERS[this.#hyperParameters.optimizer].stepSize(this.#hyperParameters, step);
    const feeds: Record<string, Tensor> = {
      ...this.#now,
      images: new Tensor("uint8", batch.images, [batch.count, channels, height, width]),
      labels: new Tensor("int32", batch.labels, [batch.count]),
      stepSize: new Tensor("float32", Float32Array.of(size), []),
    };
    for (const [index, { name, type, rate, elementsPerImage, dims }] of this.#graph.masks.entries()) {
      const count = batch.count * elementsPerImage;
      const mask = type === "uint8" ? new Uint8Array(count) : new Float32Array(count);
      fillMask(mask, index, rate);
      feeds[name] = new Tensor(type, mask, [batch.count, ...dims]);
    }
    const fetches: Record<string, Tensor> = { lossSum: this.#lossSum, correct: this.#correct };
    for (const [name, tensor] of Object.entries(this.#next)) fetches[`next:${name}`] = tensor;
    await this.#session.run(feeds, fetches);
    [this.#now, this.#next] = [this.#next, this.#now];
    return { lossSum: firstOf(this.#lossSum), correct: firstOf(this.#correct) };
  }

  /** The weight vectors as the evaluation graph takes them. Valid until the next step. */
  weightVectors(): Vectors {
    return Object.fromEntries(
      Object.entries(this.#now).filter(([name]) => !this.#graph.slots.includes(name)),
    );
  }

  /** A copy of all weights in Keras's layout. */
  weights(): WeightValues {
    const { trainable, statistics } = this.#graph.layout;
    return new Map([
      ...unpackWeights(trainable, this.#vector(TRAINABLE)),
      ...(statistics.length > 0 ? unpackWeights(statistics, this.#vector(STATISTICS)) : []),
    ]);
  }

  setWeights(values: WeightValues): void {
    const { trainable, statistics } = this.#graph.layout;
    this.#vector(TRAINABLE).set(packWeights(trainable, values));
    if (statistics.length > 0) this.#vector(STATISTICS).set(packWeights(statistics, values));
  }

  /** A copy of what the optimizer remembers, one tensor a slot and weight, named `<weight>/<slot>`. */
  optimizerState(): Map<string, Float32Array> {
    const entries = this.#graph.slots.flatMap((slot) =>
      unpackWeights(this.#graph.layout.trainable, this.#vector(slot)).map(
        ([key, values]) => [`${key}/${slot}`, values] as const,
      ),
    );
    return new Map(entries);
  }

  setOptimizerState(state: ReadonlyMap<string, Float32Array>): void {
    for (const slot of this.#graph.slots) {
      const values = new Map(
        this.#graph.layout.trainable.entries.map(({ weight, size }) => [
          weight.key,
          state.get(`${weight.key}/${slot}`) ?? new Float32Array(size),
        ]),
      );
      this.#vector(slot).set(packWeights(this.#graph.layout.trainable, values));
    }
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  #vector(name: string): Float32Array {
    return this.#now[name]?.data as Float32Array;
  }
}

function emptyVectors({ layout, slots }: TrainingGraph): Vectors {
  const vector = (length: number) => new Tensor("float32", new Float32Array(length), [length]);
  const vectors: Record<string, Tensor> = { [TRAINABLE]: vector(layout.trainable.length) };
  for (const slot of slots) vectors[slot] = vector(layout.trainable.length);
  if (layout.statistics.length > 0) vectors[STATISTICS] = vector(layout.statistics.length);
  return vectors;
}

function firstOf(tensor: Tensor): number {
  return (tensor.data as Float32Array)[0] ?? Number.NaN;
}
