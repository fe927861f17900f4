import type { GraphBuilder } from "../graph/graph-builder.ts";
import { onnxPads, outputPadding, type WindowGeometry } from "./window-padding.ts";

type Operands = { input: string; pooled: string; gradient: string; geometry: WindowGeometry };

/** Below every pixel, and finite: an infinity times 0 would be no number. */
const LOWEST = -3e38;

/**
 * The gradient for a max pooling's input where the runtime does not tell which pixel won: the window's pixels are
 * compared with its maximum, and of equal ones the first receives the gradient, as in TensorFlow.
 */
export function emitMaxPoolGradient(graph: GraphBuilder, operands: Operands): string {
  const { size, strides } = operands.geometry;
  const areTiles = strides[0] === size[0] && strides[1] === size[1];
  return areTiles ? emitForTiles(graph, operands) : emitForWindows(graph, operands);
}

/** Windows that touch and do not overlap are a view of the input, [batch channels rows, kh, columns, kw]. */
function emitForTiles(graph: GraphBuilder, { input, pooled, gradient, geometry }: Operands): string {
  const { size, output, before } = geometry;
  const [rows, columns, channels] = output;
  const tiled = [rows * size[0], columns * size[1]] as const;
  // Rows and columns that padding adds, or that no window reaches.
  const missing = ([0, 1] as const).map((axis) => tiled[axis] - geometry.input[axis] - before[axis]);
  const [bottom = 0, right = 0] = missing;
  const isWhole = [...before, bottom, right].every((pixels) => pixels === 0);
  const fitted = isWhole ? input : emitPad(graph, input, [...before, bottom, right], LOWEST);
  const view = graph.node("Reshape", [fitted, graph.ints([-1, size[0], columns, size[1]])]);
  const perWindow = graph.ints([-1, 1, columns, 1]);
  const won = emitFirstMaximum(graph, view, {
    maximum: graph.node("Reshape", [pooled, perWindow]),
    places: graph.floats(counting(size[0] * size[1]), [1, size[0], 1, size[1]]),
    axes: [1, 3],
  });
  const spread = graph.node("Mul", [won, graph.node("Reshape", [gradient, perWindow])]);
  const whole = graph.node("Reshape", [spread, graph.ints([-1, channels, ...tiled])]);
  return isWhole ? whole : emitPad(graph, whole, [-before[0], -before[1], -bottom, -right], 0);
}

/** Any windows: [batch channels, places in the window, rows, columns], and a transposed convolution to go back. */
function emitForWindows(graph: GraphBuilder, { input, pooled, gradient, geometry }: Operands): string {
  const { size, strides, output } = geometry;
  const [height, width, channels] = geometry.input;
  const [rows, columns] = output;
  const places = size[0] * size[1];
  const attributes = { kernel_shape: size, strides, pads: onnxPads(geometry) };
  const shifts = Float32Array.from({ length: places * places }, (_, i) => (i % (places + 1) === 0 ? 1 : 0));
  const kernel = graph.floats(shifts, [places, 1, ...size]);
  const maps = graph.node("Reshape", [input, graph.ints([-1, 1, height, width])]);
  const met = graph.node("Conv", [maps, kernel], attributes);
  const hasPadding = onnxPads(geometry).some((zeros) => zeros > 0);
  // A convolution pads with zeros, which may be the greatest of a window; a pooling never chooses them.
  const pixels = hasPadding
    ? graph.node("Add", [met, graph.floats(outside(geometry), [1, places, rows, columns])])
    : met;
  const perWindow = graph.ints([-1, 1, rows, columns]);
  const won = emitFirstMaximum(graph, pixels, {
    maximum: graph.node("Reshape", [pooled, perWindow]),
    places: graph.floats(counting(places), [1, places, 1, 1]),
    axes: [1],
  });
  const spread = graph.node("Mul", [won, graph.node("Reshape", [gradient, perWindow])]);
  const sum = graph.node("ConvTranspose", [spread, kernel], {
    ...attributes,
    output_padding: outputPadding(geometry),
  });
  return graph.node("Reshape", [sum, graph.ints([-1, channels, height, width])]);
}

type Windows = { maximum: string; places: string; axes: readonly number[] };

/** 1 at the first pixel of each window that equals its maximum, else 0. */
function emitFirstMaximum(graph: GraphBuilder, pixels: string, { maximum, places, axes }: Windows): string {
  const isMaximum = graph.node("Equal", [pixels, maximum]);
  const place = graph.node("Where", [isMaximum, places, graph.scalar(NOWHERE)]);
  const first = graph.node("ReduceMin", [place, graph.ints(axes)], { keepdims: 1 });
  return graph.node("Cast", [graph.node("Equal", [place, first])], { to: 1 });
}

/** Greater than every place in a window. */
const NOWHERE = 1e6;

/** Negative padding cuts off. */
function emitPad(graph: GraphBuilder, value: string, sides: readonly number[], fill: number): string {
  const [top = 0, left = 0, bottom = 0, right = 0] = sides;
  const pads = graph.ints([0, 0, top, left, 0, 0, bottom, right]);
  return graph.node("Pad", [value, pads, graph.scalar(fill)]);
}

function counting(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

/** By place in the window and by window: the lowest number where that pixel is padding, else 0. */
function outside({ input, output, size, strides, before }: WindowGeometry): Float32Array {
  const values: number[] = [];
  const isOutside = (axis: 0 | 1, window: number, place: number) => {
    const pixel = window * strides[axis] + place - before[axis];
    return pixel < 0 || pixel >= input[axis];
  };
  for (let place = 0; place < size[0] * size[1]; place++) {
    const [down, across] = [Math.floor(place / size[1]), place % size[1]];
    for (let row = 0; row < output[0]; row++) {
      for (let column = 0; column < output[1]; column++) {
        values.push(isOutside(0, row, down) || isOutside(1, column, across) ? LOWEST : 0);
      }
    }
  }
  return Float32Array.from(values);
}
