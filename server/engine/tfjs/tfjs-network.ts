import type { Objective, Sums } from "../objectives/objective.ts";
import type { TfjsHead, TfjsHeadInputs } from "./heads/define-tfjs-head.ts";
import { tfjsHeadOf } from "./heads/index.ts";
import type * as TensorFlow from "@tensorflow/tfjs";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { weightDecayOf } from "#models/training/weight-decay.ts";
import type { Batch } from "../train/batches/epoch-batches.ts";
import type { Draw } from "../train/batches/fill-random.ts";
import type {
  FillMask,
  SplitScore,
  StepAt,
  StepResult,
  TrainableNetwork,
} from "../train/trainable-network.ts";
import { elementCount } from "#models/layers/element-count.ts";
import { asMap, bytesOf, newInputs, type Inputs } from "../inputs.ts";
import { placesFrom } from "../places.ts";
import type { Split } from "../split.ts";
import type { NetworkPlan, PlannedLayer } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import type { LayerContext, Tensor, TfjsLayer } from "./layer-context.ts";
import { TFJS_LAYERS } from "./layers.ts";
import type { TensorFlowJs } from "./load-tensorflow.ts";
import { TFJS_OPTIMIZERS, type TfjsOptimizer } from "./optimizers.ts";

const BATCH_SIZE = 64;
type Random = (draw: Draw, shape: readonly number[]) => Tensor;
type TrainingOptions = {
  hyperParameters: HyperParameters;
  objective: Objective;
  /** Layers whose steps are `startedRateFactor` times as long. */
  startedLayers?: ReadonlySet<string>;
};
type Pass = { images: Tensor; isTraining: boolean; random: Random };

/** A network being trained by TensorFlow.js, from its differentiable operators. */
export class TfjsNetwork implements TrainableNetwork {
  readonly #tf: TensorFlowJs;
  readonly #plan: NetworkPlan;
  readonly #hyperParameters: HyperParameters;
  readonly #objective: Objective;
  readonly #startedLayers: ReadonlySet<string>;
  readonly #head: TfjsHead;
  readonly #optimizer: TfjsOptimizer;
  readonly #variables = new Map<string, TensorFlow.Variable>();
  /** By `<weight>/<slot>`. */
  readonly #slots = new Map<string, TensorFlow.Variable>();
  /** As last downloaded. */
  #here: { weights: WeightValues; optimizerState: ReadonlyMap<string, Float32Array> } = {
    weights: new Map(),
    optimizerState: new Map(),
  };

  constructor(
    tf: TensorFlowJs,
    plan: NetworkPlan,
    { hyperParameters, objective, startedLayers = new Set() }: TrainingOptions,
  ) {
    this.#tf = tf;
    this.#plan = plan;
    this.#hyperParameters = hyperParameters;
    this.#objective = objective;
    this.#startedLayers = startedLayers;
    this.#head = tfjsHeadOf(plan.target);
    this.#optimizer = TFJS_OPTIMIZERS[hyperParameters.optimizer];
    const filled = (shape: readonly number[], value: number, isTrainable: boolean) =>
      tf.tidy(() => tf.variable(tf.zeros([...shape]).add(value), isTrainable));
    for (const { key, shape, isTrainable } of plan.weights) {
      this.#variables.set(key, filled(shape, 0, isTrainable));
      if (!isTrainable) continue;
      for (const slot of this.#optimizer.slots(hyperParameters)) {
        this.#slots.set(`${key}/${slot}`, filled(shape, this.#optimizer.initialSlotValue, false));
      }
    }
  }

  async step(batch: Batch, at: StepAt, fill: FillMask): Promise<StepResult> {
    const tf = this.#tf;
    const names: string[] = [];
    const sums = tf.tidy(() => {
      const images = this.#images(batch.images, batch.count);
      const random = this.#draws(batch.count, fill);
      const inputs = this.#inputs(batch.targets);
      const kept: Tensor[] = [];
      const trainable = this.#plan.weights.filter((weight) => weight.isTrainable);
      const { grads, value } = tf.variableGrads(
        () => {
          const logits = this.#forward({ images, isTraining: true, random });
          const losses = this.#head.losses(tf, logits, inputs);
          // Kept over the end of this function, which lets go of all but its result.
          for (const [name, sum] of Object.entries(this.#head.sums(tf, logits, inputs))) {
            names.push(name);
            kept.push(tf.keep(sum));
          }
          return losses.mean().add<TensorFlow.Scalar>(this.#penalty());
        },
        trainable.map(({ key }) => found(this.#variables, key)),
      );
      const scale = this.#clipScale(Object.values(grads));
      for (const weight of trainable) {
        const { key } = weight;
        const gradient = found(grads, found(this.#variables, key).name);
        this.#move(weight, scale === null ? gradient : gradient.mul(scale), at);
      }
      const stacked = tf.stack([value.mul(batch.count), ...kept]);
      tf.dispose(kept);
      return stacked;
    });
    const [lossSum = Number.NaN, ...values] = await sums.data();
    sums.dispose();
    return { lossSum, sums: byName(names, values) };
  }

  async download(): Promise<void> {
    this.#here = { weights: await copies(this.#variables), optimizerState: await copies(this.#slots) };
  }

  weights(): WeightValues {
    return new Map(this.#here.weights);
  }

  setWeights(values: WeightValues): void {
    assign(this.#tf, this.#variables, values);
  }

  optimizerState(): Map<string, Float32Array> {
    return new Map(this.#here.optimizerState);
  }

  setOptimizerState(state: ReadonlyMap<string, Float32Array>): void {
    assign(this.#tf, this.#slots, state);
  }

  /** As the network is used: no dropout, moving statistics. */
  async score(split: Split, onBatch: () => void): Promise<SplitScore> {
    const tf = this.#tf;
    const packed = newInputs(BATCH_SIZE, this.#plan.inputShape);
    const total: Record<string, number> = {};
    let lossSum = 0;
    for (let start = 0; start < split.count; start += BATCH_SIZE) {
      onBatch();
      const end = Math.min(start + BATCH_SIZE, split.count);
      split.read(placesFrom(start, end - start), bytesOf(packed));
      const names: string[] = [];
      const sums = tf.tidy(() => {
        const inputs = packed.subarray(0, (end - start) * elementCount(this.#plan.inputShape));
        const images = tf.tensor(unitScale(inputs), [end - start, ...this.#plan.inputShape]);
        const logits = this.#forward({ images, isTraining: false, random: noRandom });
        const encoded = Array.from(split.targets.subarray(start, end), this.#objective.encode);
        const asked = this.#inputs(
          this.#objective.targetType === "int32" ? Int32Array.from(encoded) : Float32Array.from(encoded),
        );
        const losses = this.#penalty()
          .mul(end - start)
          .add(this.#head.lossSum(tf, logits, asked));
        const parts = this.#head.sums(tf, logits, asked);
        names.push(...Object.keys(parts));
        return tf.stack([losses, ...Object.values(parts)]);
      });
      const [loss = Number.NaN, ...values] = await sums.data();
      sums.dispose();
      lossSum += loss;
      for (const [at, name] of names.entries()) total[name] = (total[name] ?? 0) + (values[at] ?? 0);
    }
    return { loss: lossSum / split.count, sums: total };
  }

  async release(): Promise<void> {
    this.#tf.dispose([...this.#variables.values(), ...this.#slots.values()]);
  }

  #forward({ images, isTraining, random }: Pass): Tensor {
    const values = new Map<string, Tensor>();
    for (const layer of this.#plan.layers) {
      if (layer.type === "Input") values.set(layer.name, images);
      if (layer.type === "Input" || layer.type === "Output") continue;
      const compute = TFJS_LAYERS[layer.type] as TfjsLayer<"Activation">;
      const inputs = layer.inputs.map((source) => found(values, source)) as [Tensor, ...Tensor[]];
      values.set(layer.name, compute(this.#context(layer, { inputs, isTraining, random })));
    }
    return found(values, this.#plan.logits);
  }

  #context(
    { name: layer, settings, inputShapes, shape, isFrozen }: PlannedLayer,
    pass: Pick<LayerContext<"Activation">, "inputs" | "isTraining" | "random">,
  ): LayerContext<"Activation"> {
    return {
      ...pass,
      tf: this.#tf,
      settings: settings as LayerContext<"Activation">["settings"],
      inputShapes,
      isFrozen,
      outputShape: shape,
      weight: (name) => found(this.#variables, `${layer}/${name}`),
      update: (name, value) => found(this.#variables, `${layer}/${name}`).assign(value),
    };
  }

  #inputs(targets: Batch["targets"]): TfjsHeadInputs<unknown> {
    const { settings, targetType } = this.#objective;
    return { targets: this.#tf.tensor1d(targets, targetType), settings };
  }

  /** What all gradients are multiplied by, so that together they are no longer than the limit; null for 1. */
  #clipScale(gradients: readonly Tensor[]): Tensor | null {
    const { globalClipnorm } = this.#hyperParameters;
    if (globalClipnorm === null) return null;
    const squares = this.#tf.addN(gradients.map((gradient) => gradient.square().sum()));
    return this.#tf.scalar(globalClipnorm).div(squares.sqrt().maximum(globalClipnorm));
  }

  /** What the kernels add to the mean loss, l1 sum |w| + l2 sum w^2. */
  #penalty(): Tensor {
    const terms = this.#plan.weights.flatMap(({ key, penalty }) => {
      if (penalty === undefined) return [];
      const weight = found(this.#variables, key);
      return [weight.abs().sum().mul(penalty.l1).add(weight.square().sum().mul(penalty.l2))];
    });
    return terms.reduce((sum, term) => sum.add(term), this.#tf.scalar(0) as Tensor);
  }

  #move(
    { key, layer }: { key: string; layer: string },
    gradient: Tensor,
    { step, learningRate }: StepAt,
  ): void {
    const variable = found(this.#variables, key);
    const hyperParameters = this.#hyperParameters;
    const slots = this.#optimizer.slots(hyperParameters).map((slot) => found(this.#slots, `${key}/${slot}`));
    const next = this.#optimizer.update({
      parameter: variable.mul(1 - learningRate * weightDecayOf(hyperParameters)),
      gradient,
      slots,
      learningRate,
      hyperParameters,
      step,
    });
    const factor = this.#startedLayers.has(layer) ? hyperParameters.startedRateFactor : 1;
    variable.assign(factor === 1 ? next.parameter : variable.add(next.parameter.sub(variable).mul(factor)));
    for (const [i, slot] of slots.entries()) slot.assign(found(new Map(next.slots.entries()), i));
  }

  /** From [count, channels, height, width]. */
  #images(inputs: Inputs, count: number): Tensor {
    const { inputShape } = this.#plan;
    const [height, width, channels] = asMap(inputShape);
    const maps = this.#tf.tensor(unitScale(inputs), [count, channels, height, width]);
    return maps.transpose([0, 2, 3, 1]).reshape([count, ...inputShape]);
  }

  /** Layers draw in the order in which the onnx engine's graph asks, and channels first as it does. */
  #draws(count: number, fill: FillMask): Random {
    let index = 0;
    return (draw, shape) => {
      const length = count * shape.reduce((product, size) => product * size, 1);
      const values = draw.kind === "mask" ? new Uint8Array(length) : new Float32Array(length);
      fill(values, index++, draw);
      const floats = values instanceof Uint8Array ? Float32Array.from(values) : values;
      const [channels = 1, ...rest] = shape.toReversed();
      const drawn = this.#tf.tensor(floats, [count, channels, ...rest.toReversed()]);
      return drawn.transpose([0, ...rest.map((_, axis) => axis + 2), 1]);
    };
  }
}

function byName(names: readonly string[], values: readonly number[]): Sums {
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? Number.NaN]));
}

function noRandom(): never {
  throw new Error("Nothing is random in evaluation");
}

function unitScale(inputs: Inputs): Float32Array {
  return inputs instanceof Uint8Array ? Float32Array.from(inputs, (byte) => byte / 255) : inputs;
}

async function copies(variables: ReadonlyMap<string, Tensor>): Promise<Map<string, Float32Array>> {
  const entries = [...variables].map(
    async ([key, value]) => [key, Float32Array.from(await value.data())] as const,
  );
  return new Map(await Promise.all(entries));
}

function assign(
  tf: TensorFlowJs,
  variables: ReadonlyMap<string, TensorFlow.Variable>,
  values: ReadonlyMap<string, Float32Array>,
): void {
  for (const [key, variable] of variables) {
    const value = found(values, key);
    tf.tidy(() => variable.assign(tf.tensor(value, variable.shape)));
  }
}

function found<Key, Value>(map: ReadonlyMap<Key, Value> | Record<string, Value>, key: Key): Value {
  const value = map instanceof Map ? map.get(key) : (map as Record<string, Value>)[String(key)];
  if (value === undefined) throw new Error(`${String(key)} is missing`);
  return value;
}
