import type { OnnxCall } from "./onnx-call.ts";
import type { Feature } from "./onnx-value.ts";
import { mapOf, paddingOf, windowOf, zeroPadded, type OnnxWindow } from "./onnx-windows.ts";
import { mapFrom } from "./read-convolutions.ts";

export function readMaxPool(call: OnnxCall): Feature {
  const map = mapOf(call);
  if (call.node.outputs.length > 1 && call.node.outputs[1] !== "") {
    throw call.refuse("it gives the places of its maxima too, which no block does");
  }
  const window = wholeWindow(call, map);
  const padding = paddingOf(map.shape, window);
  if (padding === "zeros" && map.isNonNegative !== true) {
    throw call.refuse(
      "it is padded in a way that only what is never negative can be, such as what relu gives",
    );
  }
  const source = padding === "zeros" ? zeroPadded(call, map.feed, window) : map.feed;
  return pooled(call, { map, source, window, isSame: padding === "same" });
}

export function readAveragePool(call: OnnxCall): Feature {
  const map = mapOf(call);
  const counted = call.number("count_include_pad", 0) !== 0;
  const exact = windowOf(call, map);
  const window = wholeWindow(call, map);
  const isWider = window.after.join() !== exact.after.join();
  const padding = paddingOf(map.shape, window);
  if (padding === "valid") return pooled(call, { map, source: map.feed, window, isSame: false });
  // Keras leaves its padding out of the mean.
  if (padding === "same" && !counted) return pooled(call, { map, source: map.feed, window, isSame: true });
  if (isWider || !counted) throw call.refuse("its padding is not in its means, and it is not Keras's");
  return pooled(call, { map, source: zeroPadded(call, map.feed, window), window, isSame: false });
}

/** With what `ceil_mode` adds for a last window that begins in the map. */
function wholeWindow(call: OnnxCall, map: Feature): OnnxWindow {
  const window = windowOf(call, map);
  if (Math.max(...window.dilations) > 1) throw call.refuse("its window has gaps, which no pooling here has");
  if (call.number("ceil_mode", 0) === 0) return window;
  const after = ([0, 1] as const).map((axis) => {
    const { size, strides, before } = window;
    const side = (map.shape[axis] ?? 0) + before[axis];
    const whole = side + window.after[axis];
    let count = Math.ceil((whole - size[axis]) / strides[axis]) + 1;
    if ((count - 1) * strides[axis] >= side) count -= 1;
    return window.after[axis] + Math.max((count - 1) * strides[axis] + size[axis] - whole, 0);
  });
  return { ...window, after: [after[0] ?? 0, after[1] ?? 0] };
}

type Pooled = { map: Feature; source: string; window: OnnxWindow; isSame: boolean };

function pooled(call: OnnxCall, { map, source, window, isSame }: Pooled): Feature {
  const type = call.node.op === "MaxPool" ? "MaxPooling2D" : "AveragePooling2D";
  const settings = {
    poolSize: [...window.size],
    strides: [...window.strides],
    padding: isSame ? "same" : "valid",
  };
  const isNonNegative = map.isNonNegative ?? false;
  return mapFrom(call, call.draft.add({ type, settings }, [source]), { isNonNegative });
}

export function readGlobalPool(call: OnnxCall): Feature {
  const type = call.node.op === "GlobalMaxPool" ? "GlobalMaxPooling2D" : "GlobalAveragePooling2D";
  return ofOnePlace(call, mapOf(call), { type, keepsAxes: true });
}

/** ReduceMean and ReduceMax over rows and columns. */
export function readReduce(call: OnnxCall): Feature {
  const feature = call.feature();
  const rank = feature.axes.length;
  const asked = call.ints("axes", 1);
  const axes = (asked ?? []).map((axis) => feature.axes[axis < 0 ? axis + rank : axis]);
  if (feature.shape.length !== 3 || axes.length !== 2 || !axes.includes(1) || !axes.includes(2)) {
    throw call.refuse("it goes over something else than rows and columns");
  }
  const type = call.node.op === "ReduceMax" ? "GlobalMaxPooling2D" : "GlobalAveragePooling2D";
  return ofOnePlace(call, feature, { type, keepsAxes: call.number("keepdims", 1) !== 0 });
}

type Global = { type: "GlobalMaxPooling2D" | "GlobalAveragePooling2D"; keepsAxes: boolean };

function ofOnePlace(call: OnnxCall, map: Feature, { type, keepsAxes }: Global): Feature {
  const flat = call.draft.add({ type }, [map.feed]);
  const isNonNegative = map.isNonNegative ?? false;
  if (!keepsAxes) return { feed: flat, shape: call.draft.shapeOf(flat), axes: [0, 1], isNonNegative };
  const targetShape = [1, 1, map.shape[2] ?? 1];
  const feed = call.draft.add({ type: "Reshape", settings: { targetShape } }, [flat]);
  return { feed, shape: targetShape, axes: map.axes, flat, isNonNegative };
}

/** Resize and Upsample: every pixel repeated, or in between filled. */
export function readResize(call: OnnxCall): Feature {
  const map = call.feature();
  if (map.shape.length !== 3) throw call.refuse("it resizes something else than a map");
  const isOld = call.node.op === "Upsample";
  const mode = call.text("mode", "nearest");
  const placed = call.text("coordinate_transformation_mode", isOld ? "asymmetric" : "half_pixel");
  const target = resizedSides(call, map, isOld);
  const scale = target.map((side, axis) => side / (map.shape[axis] ?? 1));
  const isRepeated = mode === "nearest" && scale.every((each) => Number.isInteger(each));
  const rounding = call.text("nearest_mode", "round_prefer_floor");
  const isNearest = isOld || placed !== "asymmetric" || rounding === "floor";
  const isLinear = mode.includes("linear") && (placed === "half_pixel" || placed === "pytorch_half_pixel");
  if (
    call.number("antialias", 0) !== 0 ||
    (!(isRepeated && isNearest && placed !== "align_corners") && !isLinear)
  ) {
    throw call.refuse(`it resizes by ${mode} with ${placed}, which no block does`);
  }
  const settings = isRepeated
    ? { size: scale, interpolation: "nearest" }
    : { height: target[0] ?? 1, width: target[1] ?? 1, interpolation: "bilinear" };
  const feed = call.draft.add({ type: isRepeated ? "UpSampling2D" : "Resizing", settings }, [map.feed]);
  const { axes, isNonNegative = false } = map;
  return { feed, shape: call.draft.shapeOf(feed), axes, isNonNegative };
}

function resizedSides(call: OnnxCall, map: Feature, isOld: boolean): number[] {
  const place = call.count > 2 ? 2 : 1;
  const sizes = call.ints("sizes", call.count > 3 ? 3 : null);
  const scales =
    sizes === null
      ? call.has(place)
        ? [...call.floats(place, "scales").floats]
        : isOld
          ? (call.ints("scales") ?? [])
          : []
      : null;
  const sides = map.axes.map((axis, index) => {
    const side = axis === 0 ? 1 : (map.shape[axis - 1] ?? 1);
    return sizes === null ? Math.floor(side * (scales?.[index] ?? Number.NaN)) : sizes[index];
  });
  const at = (axis: number) => sides[map.axes.indexOf(axis)] ?? Number.NaN;
  if (!(sides.every((side) => Number.isInteger(side)) && at(3) === map.shape[2])) {
    throw call.refuse("it says no size of rows and columns");
  }
  return [at(1), at(2)];
}

/** Pad: zeros around a map, or, where it says less, what is cut off. */
export function readPad(call: OnnxCall): Feature {
  const map = call.feature();
  const pads = call.ints("pads", 1) ?? [];
  const value = call.has(2) ? call.floats(2, "value").floats[0] : call.number("value", 0);
  const rank = map.axes.length;
  if (
    call.text("mode", "constant") !== "constant" ||
    value !== 0 ||
    pads.length !== 2 * rank ||
    call.has(3)
  ) {
    throw call.refuse("it pads with something else than zeros around a map");
  }
  if (pads.every((side) => side === 0)) return map;
  const at = (axis: number): [number, number] => {
    const place = map.axes.indexOf(axis);
    return [pads[place] ?? 0, pads[place + rank] ?? 0];
  };
  if (map.shape.length !== 3 || [...at(0), ...at(3)].some((side) => side !== 0)) {
    throw call.refuse("it pads other axes than rows and columns");
  }
  const padding = [at(1), at(2)];
  const feed = call.draft.add({ type: "ZeroPadding2D", settings: { padding } }, [map.feed]);
  const { axes, isNonNegative = false } = map;
  return { feed, shape: call.draft.shapeOf(feed), axes, isNonNegative };
}
