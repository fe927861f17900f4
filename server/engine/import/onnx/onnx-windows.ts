import type { Size2d } from "#models/layers/settings/size2d.ts";
import type { OnnxCall } from "./onnx-call.ts";
import { CHANNELS_FIRST, type Feature } from "./onnx-value.ts";

export type OnnxWindow = {
  size: Size2d;
  strides: Size2d;
  dilations: Size2d;
  /** Around the map, as ONNX asks for it. */
  before: Size2d;
  after: Size2d;
};

/** A map whose channels come before rows and columns. */
export function mapOf(call: OnnxCall): Feature {
  const feature = call.feature();
  if (feature.axes.join() === CHANNELS_FIRST.join() && feature.shape.length === 3) return feature;
  throw call.refuse("it works on something else than a map of channels, rows and columns");
}

/** The window of a convolution or a pooling. @param size where the kernel says it. */
export function windowOf(call: OnnxCall, { shape }: Feature, size = pair(call, "kernel_shape")): OnnxWindow {
  const strides = pair(call, "strides", [1, 1]);
  const dilations = pair(call, "dilations", [1, 1]);
  const given = call.ints("pads") ?? [0, 0, 0, 0];
  const [top = 0, left = 0, bottom = 0, right = 0] = given;
  const window = { size, strides, dilations };
  const auto = call.text("auto_pad", "NOTSET");
  if (auto === "SAME_UPPER" || auto === "SAME_LOWER") {
    const { before, after } = kerasSame(shape, window);
    return auto === "SAME_UPPER" ? { ...window, before, after } : { ...window, before: after, after: before };
  }
  if (given.length !== 4 || !given.every((side) => side >= 0))
    throw call.refuse("its padding is not that of a map");
  const [before, after]: Size2d[] =
    auto === "VALID"
      ? [
          [0, 0],
          [0, 0],
        ]
      : [
          [top, left],
          [bottom, right],
        ];
  return { ...window, before: before ?? [0, 0], after: after ?? [0, 0] };
}

type Sizes = Pick<OnnxWindow, "size" | "strides" | "dilations">;

/** What Keras's "same" puts around a map. Source: https://www.tensorflow.org/api_docs/python/tf/nn, "Notes on padding". */
function kerasSame(shape: readonly number[], { size, strides, dilations }: Sizes) {
  const total = ([0, 1] as const).map((axis) => {
    const side = shape[axis] ?? 1;
    const reach = (size[axis] - 1) * dilations[axis] + 1;
    return Math.max((Math.ceil(side / strides[axis]) - 1) * strides[axis] + reach - side, 0);
  });
  const [rows = 0, columns = 0] = total;
  const before: Size2d = [Math.floor(rows / 2), Math.floor(columns / 2)];
  return { before, after: [rows - before[0], columns - before[1]] satisfies Size2d };
}

/** How a window of ours pads: by one of Keras's two ways, or "zeros" by a ZeroPadding2D before it. */
export function paddingOf(shape: readonly number[], window: OnnxWindow): "valid" | "same" | "zeros" {
  const { before, after } = window;
  if ([...before, ...after].every((side) => side === 0)) return "valid";
  const same = kerasSame(shape, window);
  return [...before, ...after].join() === [...same.before, ...same.after].join() ? "same" : "zeros";
}

/** The map with zeros around it. */
export function zeroPadded(
  call: OnnxCall,
  feed: string,
  { before, after }: Pick<OnnxWindow, "before" | "after">,
): string {
  const padding = [
    [before[0], after[0]],
    [before[1], after[1]],
  ];
  return call.draft.add({ type: "ZeroPadding2D", settings: { padding } }, [feed]);
}

function pair(call: OnnxCall, name: string, otherwise?: Size2d): Size2d {
  const [rows, columns, ...more] = call.ints(name) ?? otherwise ?? [];
  if (rows === undefined || columns === undefined || more.length > 0) {
    throw call.refuse(`its ${name.replace("_", " ")} is not that of a map`);
  }
  return [rows, columns];
}
