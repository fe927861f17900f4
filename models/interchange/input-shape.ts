import { isObject, own } from "./json.ts";
import type { Notes } from "./notes.ts";
import { dtypeOf } from "./read-layer.ts";
import type { FileLayer } from "./file-model.ts";
import { Refusal, shown } from "./refusal.ts";
import { isUsual } from "./usual-arguments.ts";

const USUAL_SHAPE = [64, 64, 3];

/** With the batch, then without it, as TensorFlow.js and people by hand write a shape. */
const WITH_BATCH = ["batch_shape", "batch_input_shape"];
const WITHOUT_BATCH = ["input_shape", "shape"];
const READ = new Set([...WITH_BATCH, ...WITHOUT_BATCH]);

/** The shape of an InputLayer, without the batch. @throws Refusal for what is neither a picture nor a sequence. */
export function inputShape({ name, config }: FileLayer, notes: Notes): number[] {
  const dtype = dtypeOf(config);
  if (dtype !== "float32")
    notes.add(`${name} takes ${dtype.slice(0, 40)}; here pixels arrive as float32, 0 to 1`);
  for (const [key, value] of isObject(config) ? Object.entries(config) : []) {
    if (!READ.has(key) && !isUsual(key, value)) notes.add(`Left out: ${key.slice(0, 60)} of %s`, name);
  }
  const shape = saidShape(config, notes);
  if (shape === null) {
    notes.add(`The input's shape is not said: ${USUAL_SHAPE.join(" x ")} is taken`);
    return USUAL_SHAPE;
  }
  if (!Array.isArray(shape) || (shape.length !== 3 && shape.length !== 2)) {
    throw new Refusal(
      `${name}: the input is neither a picture nor a sequence: expected batch, height, width and channels, or batch, steps and channels`,
    );
  }
  if (shape.length === 2 && shape.some((side) => typeof side !== "number")) {
    throw new Refusal(`${name}: a sequence of open length; Strata needs its steps and channels`);
  }
  return shape.map((side: unknown, axis) => {
    if (typeof side === "number") return side;
    if (side !== null) throw new Refusal(`${name}: a side of its shape is ${shown(side)}, expected a number`);
    notes.add(`The input's size is open: ${USUAL_SHAPE[axis]} is taken`);
    return USUAL_SHAPE[axis] ?? 0;
  });
}

function saidShape(config: unknown, notes: Notes): unknown {
  const said = (keys: readonly string[]) =>
    keys.map((key) => own(config, key)).find((value) => value !== undefined && value !== null);
  const whole = said(WITH_BATCH);
  if (whole === undefined) return said(WITHOUT_BATCH) ?? null;
  if (!Array.isArray(whole)) return whole;
  const [batch, ...shape]: unknown[] = whole;
  if (typeof batch === "number" && batch > 0) notes.add(`Left out: that a batch has ${batch} inputs`);
  return shape;
}
