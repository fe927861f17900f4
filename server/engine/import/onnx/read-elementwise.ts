import { SELU, type ActivationName } from "#models/layers/settings/activation.ts";
import { MAX_CHANNEL_NUMBERS } from "#models/layers/settings/per-channel.ts";
import type { OnnxCall } from "./onnx-call.ts";
import type { Constant } from "./onnx-constant.ts";
import { layerNameOf } from "./layer-name-of.ts";
import { onnxDims, type Feature } from "./onnx-value.ts";
import { inOurOrder, vector } from "./read-convolutions.ts";

const NON_NEGATIVE = new Set<ActivationName>([
  "relu",
  "relu6",
  "sigmoid",
  "hard_sigmoid",
  "softplus",
  "softmax",
]);

/** A block behind a value, which keeps its shape. */
function behind(call: OnnxCall, feature: Feature, block: Parameters<OnnxCall["draft"]["add"]>[0]): Feature {
  const { flat: _, isNonNegative: __, ...rest } = feature;
  return { ...rest, feed: call.draft.add({ name: layerNameOf(call), ...block }, [feature.feed]) };
}

export function activated(call: OnnxCall, activation: ActivationName): Feature {
  const made = behind(call, call.feature(), { type: "Activation", settings: { activation } });
  return { ...made, isNonNegative: NON_NEGATIVE.has(activation) };
}

const isNear = (value: number, expected: number) => Math.abs(value - expected) < 1e-4 * Math.abs(expected);

export function readHardSigmoid(call: OnnxCall): Feature {
  const slope = call.number("alpha", 0.2);
  if (!isNear(slope, 1 / 6) || call.number("beta", 0.5) !== 0.5) {
    throw call.refuse(`it rises by ${slope}; hard_sigmoid rises by 1/6`);
  }
  return activated(call, "hard_sigmoid");
}

export function readElu(call: OnnxCall): Feature {
  if (call.number("alpha", 1) !== 1)
    throw call.refuse(`its alpha is ${call.number("alpha", 1)}; elu here has 1`);
  return activated(call, "elu");
}

export function readSelu(call: OnnxCall): Feature {
  const { alpha, scale } = SELU;
  if (!isNear(call.number("alpha", alpha), alpha) || !isNear(call.number("gamma", scale), scale)) {
    throw call.refuse("its alpha or gamma is not selu's");
  }
  return activated(call, "selu");
}

export function readGelu(call: OnnxCall): Feature {
  if (call.text("approximate", "none") !== "none")
    throw call.refuse("it is gelu by tanh; gelu here is the exact one");
  return activated(call, "gelu");
}

/** Softmax over our last axis. */
export function readSoftmax(call: OnnxCall): Feature {
  const { axes } = call.feature();
  const given = call.number("axis", -1);
  if (axes[given < 0 ? given + axes.length : given] !== axes.length - 1) {
    throw call.refuse("it goes over another axis than the channels");
  }
  return activated(call, "softmax");
}

/** Clip: relu and relu6 are two of its kinds. */
export function readClip(call: OnnxCall): Feature {
  const least = bound(call, "min", 1) ?? -Infinity;
  const most = bound(call, "max", 2) ?? Infinity;
  if (least === -Infinity && most === Infinity) return call.feature();
  if (least === 0 && most === 6) return activated(call, "relu6");
  if (least === 0 && most === Infinity) return activated(call, "relu");
  throw call.refuse(
    `it keeps values between ${least} and ${most}, expected 0 and 6 (relu6), or 0 and no end (relu)`,
  );
}

function bound(call: OnnxCall, name: "min" | "max", index: number): number | null {
  const found = call.has(index) ? call.floats(index, name).floats[0] : call.number(name, Number.NaN);
  // The smallest and largest number of 32 bits stand for none.
  return found === undefined || Number.isNaN(found) || Math.abs(found) > 3e38 ? null : found;
}

export function readLeakyRelu(call: OnnxCall): Feature {
  const settings = { negativeSlope: call.number("alpha", 0.01) };
  return behind(call, call.feature(), { type: "LeakyReLU", settings });
}

/** PRelu: slopes of one a channel, or one for all. */
export function readPRelu(call: OnnxCall): Feature {
  const feature = call.feature();
  const slopes = perChannelOf(call, feature, call.floats(1, "slope"));
  const channels = feature.shape.at(-1) ?? 1;
  const sharedAxes = feature.shape.length === 3 ? [1, 2] : [];
  const data = slopes.length === 1 ? new Float32Array(channels).fill(slopes[0] ?? 0) : slopes;
  const shape = feature.shape.map((side, axis) => (sharedAxes.includes(axis + 1) ? 1 : side));
  return behind(call, feature, {
    type: "PReLU",
    settings: { sharedAxes },
    weights: { alpha: { shape, data } },
  });
}

export function readDropout(call: OnnxCall): Feature {
  const rate = call.has(1) ? (call.floats(1, "rate").floats[0] ?? 0.5) : call.number("ratio", 0.5);
  const feature = call.feature();
  const block = { type: "Dropout", settings: { rate: Number(rate.toPrecision(7)) } } as const;
  return { ...behind(call, feature, block), isNonNegative: feature.isNonNegative ?? false };
}

/** BatchNormalization as it is after training, over our last axis. */
export function readBatchNormalization(call: OnnxCall): Feature {
  const feature = call.feature();
  if (feature.axes[1] !== feature.shape.length && feature.flattened === undefined) {
    throw call.refuse("it normalizes another axis than the channels");
  }
  const length = feature.shape.at(-1) ?? 1;
  const stored = (index: number, what: string) => ({
    shape: [length],
    data: inOurOrder(vector(call, index, what, length), feature),
  });
  return behind(call, feature, {
    type: "BatchNormalization",
    settings: { momentum: call.number("momentum", 0.9), epsilon: call.number("epsilon", 1e-5) },
    weights: {
      gamma: stored(1, "scale"),
      beta: stored(2, "bias"),
      moving_mean: stored(3, "mean"),
      moving_variance: stored(4, "variance"),
    },
  });
}

/** Add, Sub, Mul and Div: two layers put together, or every value by numbers of the file. */
export function readArithmetic(call: OnnxCall): Feature {
  const inputs = Array.from({ length: call.count }, (_, index) => call.input(index));
  if (inputs.every(({ kind }) => kind === "feature")) return merged(call);
  if (inputs.length !== 2) throw call.refuse("it puts constants and layers together");
  const place = inputs[0]?.kind === "feature" ? 0 : 1;
  const feature = call.feature(place);
  const given = call.floats(1 - place, "numbers");
  const { op } = call.node;
  if (op === "Div" && place === 1) throw call.refuse("it divides by what a layer gives, which no block does");
  const numbers = perChannelOf(call, feature, given);
  if (op === "Add" && call.isOnlyReader(place)) {
    const biased = withBias(call, feature, numbers);
    if (biased !== null) return biased;
  }
  const ones = numbers.map(() => 1);
  const zeros = numbers.map(() => 0);
  if (op === "Mul") return affine(call, feature, { scale: numbers, offset: zeros });
  if (op === "Div") return affine(call, feature, { scale: numbers.map((each) => 1 / each), offset: zeros });
  if (op === "Add") return affine(call, feature, { scale: ones, offset: numbers });
  return place === 0
    ? affine(call, feature, { scale: ones, offset: numbers.map((each) => -each) })
    : affine(call, feature, { scale: ones.map(() => -1), offset: numbers });
}

/** Which function x is, that x is multiplied by here. */
const GATES: Readonly<Record<string, ActivationName>> = { sigmoid: "silu", hard_sigmoid: "hard_silu" };

function merged(call: OnnxCall): Feature {
  const features = Array.from({ length: call.count }, (_, index) => call.feature(index));
  const [first, second] = features;
  const { op } = call.node;
  const isAdd = op === "Add" || op === "Sum";
  if (first === undefined || second === undefined || !(isAdd || op === "Mul")) {
    throw call.refuse("it subtracts or divides what layers give, which no block does");
  }
  if (op === "Mul") {
    for (const [value, gate] of [
      [first, second],
      [second, first],
    ] as const) {
      const { type, settings } = call.draft.nodeOf(gate.feed) ?? {};
      const gating = settings?.activation;
      const name = typeof gating === "string" ? GATES[gating] : undefined;
      if (type === "Activation" && name !== undefined && call.draft.sourceOf(gate.feed) === value.feed) {
        return behind(call, value, { type: "Activation", settings: { activation: name } });
      }
    }
  }
  const isFitting = (each: Feature) =>
    each.axes.join() === first.axes.join() &&
    JSON.stringify(each.flattened ?? null) === JSON.stringify(first.flattened ?? null);
  if (!features.every(isFitting))
    throw call.refuse("it puts layers together whose axes are in different orders");
  const feed = call.draft.add(
    { type: isAdd ? "Add" : "Multiply", name: layerNameOf(call) },
    features.map((each) => each.feed),
  );
  const isNonNegative = features.every((each) => each.isNonNegative === true);
  const { axes, flattened } = first;
  return { feed, shape: call.draft.shapeOf(feed), axes, isNonNegative, ...(flattened && { flattened }) };
}

/** Numbers that stand beside a value: one, or one for each of our last axis, in our order. */
function perChannelOf(
  call: OnnxCall,
  feature: Feature,
  { dims, floats }: Constant & { floats: Float32Array },
): Float32Array {
  if (floats.length === 1) return floats;
  const given = onnxDims(feature);
  const offset = given.length - dims.length;
  const along = dims.flatMap((side, index) => (side === 1 ? [] : [feature.axes[index + offset]]));
  const length = feature.shape.at(-1);
  if (offset < 0 || along.length !== 1 || along[0] !== feature.shape.length || floats.length !== length) {
    throw call.refuse(`its numbers are ${dims.join(" x ")}, expected one, or one for each channel`);
  }
  return inOurOrder(floats, feature);
}

const BIASED = new Set(["Conv2D", "DepthwiseConv2D", "Conv2DTranspose", "Dense"]);

/** Numbers that are added to what a layer without a bias gives are its bias. */
function withBias(call: OnnxCall, feature: Feature, numbers: Float32Array): Feature | null {
  const node = call.draft.nodeOf(feature.feed);
  if (node === undefined || !BIASED.has(node.type) || node.settings.useBias !== false) return null;
  const length = feature.shape.at(-1) ?? 1;
  const data = numbers.length === 1 ? new Float32Array(length).fill(numbers[0] ?? 0) : numbers;
  node.settings = { ...node.settings, useBias: true };
  call.draft.setWeight(node.id, "bias", { shape: [length], data });
  return feature;
}

type Affine = { scale: Float32Array; offset: Float32Array };

function affine(call: OnnxCall, feature: Feature, { scale, offset }: Affine): Feature {
  const told = (values: Float32Array) => {
    const numbers = [...values].map((each) => Number(each.toPrecision(8)));
    return new Set(numbers).size === 1 ? (numbers[0] ?? 0) : numbers;
  };
  const [settings, list] = [{ scale: told(scale), offset: told(offset) }, [...scale, ...offset]];
  const isFew = [settings.scale, settings.offset].every(
    (each) => typeof each === "number" || each.length <= MAX_CHANNEL_NUMBERS,
  );
  if (isFew && list.every((each) => Math.abs(each) <= 1000)) {
    return behind(call, feature, { type: "Rescaling", settings });
  }
  if (feature.shape.length !== 3) {
    throw call.refuse("it multiplies or adds a number a channel, which no block does to a row of numbers");
  }
  const channels = feature.shape[2] ?? 1;
  const filled = (values: Float32Array) =>
    values.length === 1 ? new Float32Array(channels).fill(values[0] ?? 0) : values;
  return behind(call, feature, {
    type: "DepthwiseConv2D",
    settings: { kernelSize: [1, 1] },
    weights: {
      kernel: { shape: [1, 1, channels, 1], data: filled(scale) },
      bias: { shape: [channels], data: filled(offset) },
    },
  });
}
