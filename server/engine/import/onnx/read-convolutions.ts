import { elementCount } from "#models/layers/element-count.ts";
import { permuteAxes } from "../../weights/permute-axes.ts";
import type { OnnxCall } from "./onnx-call.ts";
import type { Drafted } from "./onnx-draft.ts";
import { layerNameOf } from "./layer-name-of.ts";
import { CHANNELS_FIRST, flattenedOrder, onnxDims, sameAxes, type Feature } from "./onnx-value.ts";
import { mapOf, paddingOf, windowOf, zeroPadded } from "./onnx-windows.ts";

type Weights = NonNullable<Drafted["weights"]>;

/** Conv: a kernel [filters, channels / groups, rows, columns]. */
export function readConv(call: OnnxCall): Feature {
  const map = mapOf(call);
  const kernel = call.floats(1, "kernel");
  const [filters = 0, perGroup = 0, rows = 0, columns = 0] = kernel.dims;
  if (kernel.dims.length !== 4) throw call.refuse("its kernel is not that of a map");
  const channels = map.shape[2] ?? 0;
  const groups = call.number("group", 1);
  if (perGroup * groups !== channels || filters % groups !== 0) {
    throw call.refuse(`its kernel takes ${perGroup * groups} channels, ${channels} arrive`);
  }
  const window = windowOf(call, map, [rows, columns]);
  const padding = paddingOf(map.shape, window);
  const settings = {
    kernelSize: [rows, columns],
    strides: [...window.strides],
    padding: padding === "same" ? "same" : "valid",
    dilationRate: [...window.dilations],
    useBias: call.has(2),
  };
  const source = padding === "zeros" ? zeroPadded(call, map.feed, window) : map.feed;
  const bias: Weights = call.has(2)
    ? { bias: { shape: [filters], data: vector(call, 2, "bias", filters) } }
    : {};
  const name = layerNameOf(call);
  const isDepthwise = groups === channels && groups > 1;
  const multiplier = filters / groups;
  const drafted: Drafted = isDepthwise
    ? {
        type: "DepthwiseConv2D",
        name,
        settings: { ...settings, depthMultiplier: multiplier },
        weights: {
          kernel: {
            shape: [rows, columns, channels, multiplier],
            data: permuteAxes(kernel.floats, [channels, multiplier, rows, columns], [2, 3, 0, 1]),
          },
          ...bias,
        },
      }
    : {
        type: "Conv2D",
        name,
        settings: { ...settings, filters, groups },
        weights: {
          kernel: {
            shape: [rows, columns, perGroup, filters],
            data: permuteAxes(kernel.floats, kernel.dims, [2, 3, 1, 0]),
          },
          ...bias,
        },
      };
  return mapFrom(call, call.draft.add(drafted, [source]));
}

/** What gives a map whose channels ONNX has first. */
export function mapFrom(call: OnnxCall, feed: string, more: Partial<Feature> = {}): Feature {
  return { feed, shape: call.draft.shapeOf(feed), axes: CHANNELS_FIRST, ...more };
}

/** Numbers of one a unit or a channel; one number stands for all. */
export function vector(call: OnnxCall, index: number, what: string, length: number): Float32Array {
  const { floats, dims } = call.floats(index, what);
  const isRow = dims.length < 2 || dims.slice(0, -1).every((side) => side === 1);
  if (floats.length === 1) return new Float32Array(length).fill(floats[0] ?? 0);
  if (isRow && floats.length === length) return floats;
  throw call.refuse(`its ${what} is ${dims.join(" x ")}, expected ${length} numbers`);
}

/** Gemm: a row of numbers times a matrix. */
export function readGemm(call: OnnxCall): Feature {
  const isTurned = call.number("transB", 0) !== 0;
  if (call.number("transA", 0) !== 0 || call.number("alpha", 1) !== 1 || call.number("beta", 1) !== 1) {
    throw call.refuse("it turns or scales what it multiplies, which Dense does not");
  }
  const matrix = call.floats(1, "matrix");
  const [first = 0, second = 0] = matrix.dims;
  const [length, units] = isTurned ? [second, first] : [first, second];
  const data = isTurned ? permuteAxes(matrix.floats, matrix.dims, [1, 0]) : matrix.floats;
  return dense(call, { dims: matrix.dims, length, units, data });
}

/** MatMul: what a layer gives times a matrix of the file, along our last axis. */
export function readMatMul(call: OnnxCall): Feature {
  const matrix = call.floats(1, "matrix");
  const [length = 0, units = 0] = matrix.dims;
  return dense(call, { dims: matrix.dims, length, units, data: matrix.floats });
}

type Matrix = { dims: readonly number[]; length: number; units: number; data: Float32Array };

function dense(call: OnnxCall, { dims, length, units, data }: Matrix): Feature {
  const feature = call.feature();
  const { shape, axes } = feature;
  const isLast = axes.join() === sameAxes(shape).join();
  if (dims.length !== 2 || !isLast || shape.at(-1) !== length || elementCount(dims) !== data.length) {
    const given = onnxDims(feature).slice(1).join(" x ");
    throw call.refuse(`it multiplies ${given} with a matrix of ${dims.join(" x ")}, which no Dense does`);
  }
  const weights: Weights = { kernel: { shape: [length, units], data: inOurOrder(data, feature, units) } };
  const useBias = call.has(2);
  const feed = call.draft.add(
    {
      type: "Dense",
      name: layerNameOf(call),
      settings: { units, useBias },
      weights: useBias
        ? { ...weights, bias: { shape: [units], data: vector(call, 2, "bias", units) } }
        : weights,
    },
    [feature.feed],
  );
  return { feed, shape: call.draft.shapeOf(feed), axes };
}

/** Rows of a matrix, `width` numbers each, by our order of a flattened map. */
export function inOurOrder(data: Float32Array, feature: Feature, width = 1): Float32Array {
  const order = flattenedOrder(feature);
  if (order === null) return data;
  const moved = new Float32Array(data.length);
  for (const [index, place] of order.entries()) {
    moved.set(data.subarray(index * width, (index + 1) * width), place * width);
  }
  return moved;
}
