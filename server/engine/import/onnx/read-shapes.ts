import { elementCount } from "#models/layers/element-count.ts";
import { permuteAxes } from "../../weights/permute-axes.ts";
import type { OnnxCall } from "./onnx-call.ts";
import type { Constant } from "./onnx-constant.ts";
import { CHANNELS_FIRST, isInOrder, onnxDims, sameAxes, type Feature, type OnnxValue } from "./onnx-value.ts";

const asConstant = (constant: Constant): OnnxValue => ({ kind: "constant", ...constant });
const asFeature = (feature: Feature): OnnxValue => ({ kind: "feature", ...feature });

function reshapedConstant(constant: Constant, dims: readonly number[]): OnnxValue {
  return asConstant({ ...constant, dims });
}

/** Sides where 0 keeps and -1 takes what is left. */
function filledIn(call: OnnxCall, given: readonly number[], target: readonly number[]): number[] {
  const kept = target.map((side, index) => (side === 0 ? (given[index] ?? 0) : side));
  const known = elementCount(kept.filter((side) => side !== -1));
  const sides = kept.map((side) => (side === -1 ? elementCount(given) / known : side));
  if (elementCount(sides) === elementCount(given) && sides.every((side) => Number.isInteger(side)))
    return sides;
  throw call.refuse(
    `it gives ${given.join(" x ")} the shape ${target.join(" x ")}, which holds other numbers`,
  );
}

export function readReshape(call: OnnxCall): OnnxValue {
  return reshaped(call, call.ints("shape", 1) ?? []);
}

export function readFlatten(call: OnnxCall): OnnxValue {
  if (call.number("axis", 1) !== 1) throw call.refuse("it flattens the batch too");
  return reshaped(call, [1, -1]);
}

export function readSqueeze(call: OnnxCall): OnnxValue {
  const value = call.input(0);
  const dims = dimsOf(value);
  const axes = call.ints("axes", 1)?.map((axis) => (axis < 0 ? axis + dims.length : axis));
  return reshaped(
    call,
    dims.filter((side, axis) => (axes === undefined ? side !== 1 || axis === 0 : !axes.includes(axis))),
  );
}

export function readUnsqueeze(call: OnnxCall): OnnxValue {
  const dims = dimsOf(call.input(0));
  const axes = call.ints("axes", 1) ?? [];
  const rank = dims.length + axes.length;
  const places = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  const rest = dims.values();
  return reshaped(
    call,
    Array.from({ length: rank }, (_, axis) => (places.has(axis) ? 1 : (rest.next().value ?? 1))),
  );
}

function dimsOf(value: OnnxValue): readonly number[] {
  return value.kind === "constant" ? value.dims : onnxDims(value);
}

function reshaped(call: OnnxCall, target: readonly number[]): OnnxValue {
  const value = call.input(0);
  const given = dimsOf(value);
  const sides = filledIn(call, given, target);
  if (value.kind === "constant") return reshapedConstant(value, sides);
  if (sides.join() === given.join()) return value;
  if (sides[0] !== 1) throw call.refuse("it takes pictures of a batch together");
  const [, ...shape] = sides;
  if (shape.length === 1) return asFeature(flattened(call, value));
  return asFeature(unflattened(call, value, shape));
}

function flattened(call: OnnxCall, feature: Feature): Feature {
  const { shape, axes, isNonNegative = false } = feature;
  const feed = feature.flat ?? call.draft.add({ type: "Flatten" }, [feature.feed]);
  const flat = { feed, shape: call.draft.shapeOf(feed), axes: [0, 1], isNonNegative };
  return isInOrder(feature) ? flat : { ...flat, flattened: { shape, axes } };
}

function unflattened(call: OnnxCall, feature: Feature, shape: readonly number[]): Feature {
  const { isNonNegative = false } = feature;
  const [first = 1, second = 1, third = 1] = shape;
  const isRow = feature.shape.length === 1 && feature.flattened === undefined;
  // A row as a map of one place, whose channels ONNX has first.
  const isOnePlace = isRow && shape.length === 3 && second === 1 && third === 1 && first > 1;
  if (
    !isOnePlace &&
    (feature.flattened !== undefined || feature.axes.join() !== sameAxes(feature.shape).join())
  ) {
    throw call.refuse("it takes channels, rows and columns apart, which no block does");
  }
  if (shape.length > 3) throw call.refuse(`it makes a shape of ${shape.length} axes, at most 3 fit`);
  const targetShape = isOnePlace ? [1, 1, first] : [...shape];
  const feed = call.draft.add({ type: "Reshape", settings: { targetShape } }, [feature.feed]);
  const axes = isOnePlace ? CHANNELS_FIRST : sameAxes(shape);
  return { feed, shape: targetShape, axes, isNonNegative, ...(isOnePlace && { flat: feature.feed }) };
}

export function readTranspose(call: OnnxCall): OnnxValue {
  const value = call.input(0);
  const rank = dimsOf(value).length;
  const order = call.ints("perm") ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
  const isOrder =
    order.length === rank && order.toSorted((a, b) => a - b).every((axis, index) => axis === index);
  if (!isOrder) throw call.refuse("its order of axes is none");
  if (value.kind === "feature") {
    if (order[0] !== 0) throw call.refuse("it moves the batch");
    const { flattened: _, ...rest } = value;
    if (value.flattened !== undefined) return value;
    return asFeature({ ...rest, axes: order.map((axis) => value.axes[axis] ?? 0) });
  }
  const dims = order.map((axis) => value.dims[axis] ?? 1);
  if (value.floats === null) throw call.refuse("it turns whole numbers");
  call.draft.spend(value.floats.byteLength);
  return asConstant({ dims, floats: permuteAxes(value.floats, value.dims, order), ints: null });
}

/** Of one picture. */
export function readShape(call: OnnxCall): OnnxValue {
  const ints = [...dimsOf(call.input(0))];
  return asConstant({ dims: [ints.length], floats: null, ints });
}

/** Of a shape, one or several sides. */
export function readGather(call: OnnxCall): OnnxValue {
  const { ints } = call.constant(0, "data");
  const { ints: places, dims } = call.constant(1, "places");
  if (ints === null || places === null) throw call.refuse("it picks from something else than a shape");
  const found = places.map((place) => ints[place < 0 ? place + ints.length : place] ?? 0);
  return asConstant({ dims, floats: null, ints: found });
}

export function readSlice(call: OnnxCall): OnnxValue {
  const value = call.input(0);
  const starts = call.ints("starts", 1) ?? [];
  const ends = call.ints("ends", 2) ?? [];
  const steps = call.ints("steps", 4) ?? [];
  if (value.kind !== "constant" || value.ints === null || starts.length !== 1 || (steps[0] ?? 1) !== 1) {
    throw call.refuse("it cuts a piece out of a map, which no block does so");
  }
  const ints = value.ints.slice(starts[0], ends[0]);
  return asConstant({ dims: [ints.length], floats: null, ints });
}

const MAX_SHAPE = 16;

export function readConcat(call: OnnxCall): OnnxValue {
  const values = Array.from({ length: call.count }, (_, index) => call.input(index));
  if (values.every(({ kind }) => kind === "constant")) {
    const ints = values.flatMap((value) => (value.kind === "constant" && value.ints) || []);
    if (ints.length > MAX_SHAPE || ints.length === 0)
      throw call.refuse("it puts constants together that are no shape");
    return asConstant({ dims: [ints.length], floats: null, ints });
  }
  const features = values.map((_, index) => call.feature(index));
  const [first] = features;
  const axes = first?.axes ?? [];
  const place =
    axes[call.number("axis", 1) < 0 ? call.number("axis", 1) + axes.length : call.number("axis", 1)] ?? 0;
  if (
    place === 0 ||
    features.some((each) => each.axes.join() !== axes.join() || each.flattened !== undefined)
  ) {
    throw call.refuse("it puts layers together whose axes are in different orders");
  }
  const rank = first?.shape.length ?? 0;
  const feed = call.draft.add(
    { type: "Concatenate", settings: { axis: place === rank ? -1 : place } },
    features.map((each) => each.feed),
  );
  const isNonNegative = features.every((each) => each.isNonNegative === true);
  return asFeature({ feed, shape: call.draft.shapeOf(feed), axes, isNonNegative });
}
