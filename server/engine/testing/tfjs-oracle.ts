import * as tf from "@tensorflow/tfjs";
import { elementCount } from "#models/layers/element-count.ts";
import { paddedSides } from "#models/layers/settings/sides-of-map.ts";
import { lossNamed, type RegressionLoss } from "#models/tasks/regression/losses.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import { weightDecayOf } from "#models/training/weight-decay.ts";
import type { NetworkPlan, PlannedLayer } from "../weights/network-plan.ts";
import type { WeightValues } from "../weights/weight-values.ts";
import { DilatedSeparableConv2D, GroupedConv2D, OwnConv1D, OwnConv2DTranspose } from "./tfjs-conv2d.ts";
import {
  Elementwise,
  largest,
  meanOfWindows,
  OWN_ACTIVATIONS,
  repeatPixels,
  resizePixels,
} from "./tfjs-elementwise.ts";
import { PlainNormalization } from "./tfjs-normalization.ts";

/** Ours are Keras's, so they fit whichever layer they go to. */
// oxlint-disable-next-line typescript/no-explicit-any
type LayerSettings = any;

type CreateLayer = (settings: LayerSettings, layer: PlannedLayer, drawn: Drawn) => tf.layers.Layer;

const LAYER_OF: Readonly<Record<string, CreateLayer>> = {
  Conv2D: (settings, layer) =>
    settings.groups === 1 && !isDilated(settings) ? tf.layers.conv2d(settings) : grouped(settings, layer),
  DepthwiseConv2D: (settings, layer) =>
    isDilated(settings)
      ? grouped({ ...settings, groups: layer.inputShapes[0]?.[2] }, layer)
      : tf.layers.depthwiseConv2d(settings),
  SeparableConv2D: (settings, layer) =>
    isDilated(settings)
      ? new DilatedSeparableConv2D(settings, {
          outputShape: layer.shape,
          weightShapes: layer.weights.map((weight) => weight.shape),
        })
      : tf.layers.separableConv2d(settings),
  Conv2DTranspose: (settings, layer) =>
    settings.outputPadding === undefined && !isDilated(settings)
      ? tf.layers.conv2dTranspose(settings)
      : new OwnConv2DTranspose(settings, {
          outputShape: layer.shape,
          kernelShape: layer.weights[0]?.shape ?? [],
        }),
  Dense: (settings) => tf.layers.dense(settings),
  MaxPooling2D: (settings) => tf.layers.maxPooling2d(settings),
  AveragePooling2D: (settings, { shape }) =>
    new Elementwise((x) => meanOfWindows(x as tf.Tensor4D, settings), shape),
  GlobalAveragePooling2D: () => tf.layers.globalAveragePooling2d({}),
  GlobalMaxPooling2D: (_settings, { shape }) => new Elementwise((x) => largest(x, [1, 2]), shape),
  GlobalMaxPooling1D: (_settings, { shape }) => new Elementwise((x) => largest(x, [1]), shape),
  Conv1D: (settings, layer) =>
    new OwnConv1D(settings, { outputShape: layer.shape, kernelShape: layer.weights[0]?.shape ?? [] }),
  MaxPooling1D: ({ strides, poolSize, padding }) =>
    tf.layers.maxPooling1d({ poolSize, strides: strides ?? poolSize, padding }),
  AveragePooling1D: ({ poolSize, strides = poolSize, padding }, { shape }) =>
    new Elementwise(
      (x) =>
        meanOfWindows(x.expandDims<tf.Tensor4D>(1), {
          poolSize: [1, poolSize],
          strides: [1, strides],
          padding,
        }).squeeze([1]),
      shape,
    ),
  GlobalAveragePooling1D: () => tf.layers.globalAveragePooling1d({}),
  // Its own Flatten refuses units, which stay as they are.
  Flatten: (_settings, { shape }) => tf.layers.reshape({ targetShape: [...shape] }),
  Activation: (settings) => tf.layers.activation(settings),
  UpSampling2D: ({ size, interpolation }, { shape }) =>
    interpolation === "nearest"
      ? new Elementwise((x) => repeatPixels(x as tf.Tensor4D, size), shape)
      : new Elementwise((x) => resizePixels(x as tf.Tensor4D, shape, "bilinear"), shape),
  Resizing: ({ interpolation }, { shape }) =>
    new Elementwise((x) => resizePixels(x as tf.Tensor4D, shape, interpolation), shape),
  Reshape: (_settings, { shape }) => tf.layers.reshape({ targetShape: [...shape] }),
  ZeroPadding2D: ({ padding }) => {
    const { before, after } = paddedSides(padding);
    const [rows, columns] = [0, 1].map((axis): [number, number] => [before[axis] ?? 0, after[axis] ?? 0]);
    return tf.layers.zeroPadding2d({ padding: [rows ?? [0, 0], columns ?? [0, 0]] });
  },
  Cropping2D: ({ cropping }) => {
    const { before, after } = paddedSides(cropping);
    return tf.layers.cropping2D({
      cropping: [
        [before[0], after[0]],
        [before[1], after[1]],
      ],
    });
  },
  Rescaling: ({ scale, offset }) => new Elementwise((x) => x.mul(scale).add(offset)),
  Normalization: ({ mean, variance }) =>
    new Elementwise((x) => x.sub(mean).div(tf.tensor(variance).sqrt().maximum(1e-7))),
  Identity: () => new Elementwise((x) => x),
  PReLU: ({ sharedAxes }) => tf.layers.prelu({ sharedAxes }),
  GroupNormalization: (settings, { shape }) => new PlainNormalization(settings, shape),
  LayerNormalization: (settings, { shape }) =>
    settings.scale && settings.center
      ? tf.layers.layerNormalization(settings)
      : new PlainNormalization(settings, shape),
  SpatialDropout2D: dropout,
  GaussianNoise: ({ stddev }, { name: id }, drawn) =>
    new Elementwise((x) => {
      const noise = drawn.get(id);
      return noise === undefined ? x : x.add(noise.mul(stddev));
    }),
  // What they do in training depends on chance; in evaluation it is nothing.
  RandomFlip: () => new Elementwise((x) => x),
  RandomRotation: () => new Elementwise((x) => x),
  RandomTranslation: () => new Elementwise((x) => x),
  RandomZoom: () => new Elementwise((x) => x),
  RandomContrast: () => new Elementwise((x) => x),
  LeakyReLU: ({ negativeSlope }) => tf.layers.leakyReLU({ alpha: negativeSlope }),
  Add: () => tf.layers.add(),
  Multiply: () => tf.layers.multiply(),
  Concatenate: (settings) => tf.layers.concatenate(settings),
  Dropout: dropout,
  BatchNormalization: (settings, { shape }) =>
    settings.scale && settings.center
      ? tf.layers.batchNormalization(settings)
      : new PlainNormalization(settings, shape),
};

function dropout({ rate }: LayerSettings, { name: id }: PlannedLayer, drawn: Drawn): tf.layers.Layer {
  return new Elementwise((x) => {
    const mask = drawn.get(id);
    return mask === undefined ? x : x.mul(mask).div(1 - rate);
  });
}

/** Weights are set from outside, and penalties are added in `step`. */
function withoutKernelStart(settings: LayerSettings): LayerSettings {
  return Object.fromEntries(
    Object.entries(settings as object).filter(([name]) => !/(Initializer|L1|L2)$/u.test(name)),
  );
}

function isDilated({ dilationRate }: LayerSettings): boolean {
  return Math.max(...dilationRate) > 1;
}

function grouped(settings: LayerSettings, { shape, weights }: PlannedLayer): tf.layers.Layer {
  return new GroupedConv2D(settings, { outputShape: shape, kernelShape: weights[0]?.shape ?? [] });
}

/** What the engine drew for this step, by layer and as that layer's input lies; empty in evaluation. */
type Drawn = ReadonlyMap<string, tf.Tensor>;

/** Our own convolutions leave the activation to a layer of its own. */
function missingActivation(made: tf.layers.Layer, { settings }: PlannedLayer): tf.layers.Layer | undefined {
  const own = [GroupedConv2D, DilatedSeparableConv2D, OwnConv2DTranspose];
  const hasNone = own.some((kind) => made instanceof kind);
  return hasNone ? tf.layers.activation(settings as LayerSettings) : undefined;
}

export type OracleBatch = {
  images: Uint8Array;
  /** Classes, or standardised values. */
  labels: Int32Array | Float32Array;
  /** Masks and noise as the engine drew them, channels first, in the order of the layers that ask for some. */
  drawn: readonly ArrayLike<number>[];
};

const REGRESSION_LOSSES: Record<RegressionLoss, (targets: tf.Tensor, output: tf.Tensor) => tf.Tensor> = {
  meanSquaredError: (targets, output) => tf.losses.meanSquaredError(targets, output),
  meanAbsoluteError: (targets, output) => tf.losses.absoluteDifference(targets, output),
  huber: (targets, output) => tf.losses.huberLoss(targets, output),
};

type OracleOptions = HyperParameters & { classWeights: readonly number[] | null };

/** The same network in TensorFlow.js on its plain JavaScript backend: what the engine is checked against. */
export class TfjsOracle {
  readonly #plan: NetworkPlan;
  readonly #layers = new Map<string, tf.layers.Layer>();
  readonly #model: tf.LayersModel;
  readonly #options: OracleOptions;
  readonly #optimizer: tf.Optimizer;
  readonly #drawn = new Map<string, tf.Tensor>();

  constructor(plan: NetworkPlan, weights: WeightValues, options: OracleOptions) {
    this.#plan = plan;
    this.#options = options;
    const values = new Map<string, tf.SymbolicTensor>();
    for (const layer of plan.layers) {
      if (layer.type === "Input") values.set(layer.name, tf.input({ shape: [...layer.shape] }));
      const create = LAYER_OF[layer.type];
      if (!create) continue;
      const own = OWN_ACTIVATIONS[(layer.settings as LayerSettings).activation];
      const made = create(
        { ...withoutKernelStart(layer.settings as LayerSettings), ...(own ? { activation: "linear" } : {}) },
        layer,
        this.#drawn,
      );
      const inputs = layer.inputs.map((source) => found(values, source));
      const [first] = inputs;
      const output = made.apply(first && inputs.length === 1 ? first : inputs) as tf.SymbolicTensor;
      const activation = own ? new Elementwise(own) : missingActivation(made, layer);
      values.set(layer.name, activation ? (activation.apply(output) as tf.SymbolicTensor) : output);
      this.#layers.set(layer.name, made);
    }
    this.#model = tf.model({ inputs: found(values, plan.input), outputs: found(values, plan.logits) });
    for (const layer of plan.layers) this.#setWeights(layer, weights);
    this.#optimizer = createOptimizer(options);
  }

  static async prepare(): Promise<void> {
    tf.env().set("PROD", true);
    await tf.setBackend("cpu");
  }

  /** One step of the optimizer; gives the mean loss before it. */
  step(batch: OracleBatch): number {
    const count = batch.labels.length;
    const images = tf.tensor(
      Float32Array.from(batch.images, (byte) => byte / 255),
      [count, ...this.#plan.inputShape],
    );
    const lossOf = this.#lossOf(batch.labels);
    this.#setDrawn(batch);
    const variables = this.#model.trainableWeights.map(variableOf);
    const { value, grads } = this.#optimizer.computeGradients(() => {
      const output = this.#model.apply(images, { training: true }) as tf.Tensor;
      return lossOf(output).add(this.#penalty()).asScalar();
    }, variables);
    this.#drawn.clear();
    this.#decay(variables);
    this.#optimizer.applyGradients(this.#clipped(grads));
    return value.dataSync()[0] ?? Number.NaN;
  }

  /** Of a batch's outputs, the mean loss, by TensorFlow.js's own function for it. */
  #lossOf(labels: OracleBatch["labels"]): (output: tf.Tensor) => tf.Tensor {
    const { classWeights, labelSmoothing, loss } = this.#options;
    if (this.#plan.target.task === "regression") {
      const targets = tf.tensor2d(labels, [labels.length, 1], "float32");
      return (output) => REGRESSION_LOSSES[lossNamed(loss)](targets, output);
    }
    const oneHot = tf.oneHot(tf.tensor1d(labels, "int32"), this.#plan.outputLength);
    const weights = classWeights && tf.gather(tf.tensor1d([...classWeights]), Array.from(labels));
    return (logits) => tf.losses.softmaxCrossEntropy(oneHot, logits, weights ?? undefined, labelSmoothing);
  }

  /** Keras's weight decay, which TensorFlow.js lacks. */
  #decay(variables: readonly tf.Variable[]): void {
    const rate = this.#options.learningRate * weightDecayOf(this.#options);
    if (rate === 0) return;
    for (const variable of variables) variable.assign(variable.sub(variable.mul(rate)));
  }

  /** TensorFlow's `clip_by_global_norm`, which TensorFlow.js lacks. */
  #clipped(gradients: tf.NamedTensorMap): tf.NamedTensorMap {
    const limit = this.#options.globalClipnorm;
    if (limit === null) return gradients;
    const squares = Object.values(gradients).map((gradient) => gradient.square().sum().dataSync()[0] ?? 0);
    const norm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    const scale = limit * Math.min(1 / norm, 1 / limit);
    return Object.fromEntries(
      Object.entries(gradients).map(([name, gradient]) => [name, gradient.mul(scale)]),
    );
  }

  probabilities(images: Uint8Array): Float32Array {
    const { inputShape } = this.#plan;
    const count = images.length / elementCount(inputShape);
    const pixels = tf.tensor(
      Float32Array.from(images, (byte) => byte / 255),
      [count, ...inputShape],
    );
    return tf.softmax(this.#model.apply(pixels, { training: false }) as tf.Tensor).dataSync() as Float32Array;
  }

  weights(): WeightValues {
    return new Map(
      this.#plan.layers.flatMap((layer) =>
        layer.weights.map((weight, i) => [
          weight.key,
          found(this.#layers, layer.name).getWeights()[i]?.dataSync() as Float32Array,
        ]),
      ),
    );
  }

  #penalty(): tf.Scalar {
    const terms = this.#plan.layers.flatMap(({ name: id, weights }) =>
      weights.flatMap(({ penalty }, i) => {
        const variable = this.#layers.get(id)?.trainableWeights[i];
        if (penalty === undefined || variable === undefined) return [];
        const regularizer = tf.regularizers.l1l2(penalty) as unknown as {
          apply: (x: tf.Tensor) => tf.Scalar;
        };
        return [regularizer.apply(variableOf(variable))];
      }),
    );
    return terms.reduce((sum, term) => sum.add(term), tf.scalar(0));
  }

  #setDrawn({ drawn, labels }: OracleBatch): void {
    const drawing = this.#plan.layers.filter(isDrawing);
    if (drawing.length !== drawn.length)
      throw new Error(`${drawing.length} layers draw, not ${drawn.length}`);
    for (const [index, { name: id, type, settings, shape: whole }] of drawing.entries()) {
      const shape = type === "Dropout" && settings.wholeImage === true ? whole.map(() => 1) : whole;
      const [height, width, channels] = type === "SpatialDropout2D" ? [1, 1, shape[2]] : shape;
      const values = Float32Array.from(drawn[index] ?? []);
      const tensor =
        height === undefined || width === undefined
          ? tf.tensor(values, [labels.length, ...shape])
          : channels === undefined
            ? tf.tensor(values, [labels.length, width, height]).transpose([0, 2, 1])
            : tf.tensor(values, [labels.length, channels, height, width]).transpose([0, 2, 3, 1]);
      this.#drawn.set(id, tensor);
    }
  }

  #setWeights({ name: id, weights }: PlannedLayer, values: WeightValues): void {
    if (weights.length === 0) return;
    const tensors = weights.map(({ key, shape }) => tf.tensor(found(values, key), [...shape]));
    found(this.#layers, id).setWeights(tensors);
  }
}

/** Whether a layer asks for random numbers in each step of a training. */
function isDrawing({ settings }: PlannedLayer): boolean {
  const { rate = 0, stddev = 0 } = settings as LayerSettings;
  return rate > 0 || stddev > 0;
}

/** The variable under a layer's weight, which the type keeps to itself. */
function variableOf(weight: tf.LayerVariable): tf.Variable {
  return (weight as unknown as { val: tf.Variable }).val;
}

function createOptimizer({ optimizer, learningRate, momentum, nesterov }: HyperParameters): tf.Optimizer {
  switch (optimizer) {
    case "adam":
    case "adamw":
      return tf.train.adam(learningRate, 0.9, 0.999, 1e-7);
    case "sgd":
      return tf.train.momentum(learningRate, momentum, nesterov);
    case "rmsprop":
      return tf.train.rmsprop(learningRate, 0.9, 0, 1e-7);
    case "adagrad":
      return tf.train.adagrad(learningRate, 0.1);
  }
}

function found<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`${key} is missing`);
  return value;
}
