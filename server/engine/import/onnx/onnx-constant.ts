import { elementCount } from "#models/layers/element-count.ts";
import { protobufFields } from "../../vision/protobuf-reader.ts";
import { WeightsRefusal } from "../file-weights.ts";
import { MAX_WEIGHTS_BYTES, tooManyWeights } from "../limits.ts";

/** Numbers that stand in a file: fractions, or whole numbers such as a shape. */
export type Constant = { dims: readonly number[] } & (
  | { floats: Float32Array; ints: null }
  | { floats: null; ints: readonly number[] }
);

/** Of TensorProto.DataType. */
const FLOAT = 1;
const INT32 = 6;
const INT64 = 7;
const FLOAT16 = 10;
const DOUBLE = 11;
const BYTES: Readonly<Record<number, number>> = {
  [FLOAT]: 4,
  [INT32]: 4,
  [INT64]: 8,
  [FLOAT16]: 2,
  [DOUBLE]: 8,
};
/** Longer than any shape or list of axes. */
const MAX_INTS = 1_000;

/**
 * A TensorProto, of which field numbers are. Null for types that no weight of ours is made of: texts, rounded numbers.
 * @throws WeightsRefusal where its values are not all there.
 */
export function readConstant(bytes: Uint8Array, name: string): Constant | null {
  const dims: number[] = [];
  let type = 0;
  let raw: Uint8Array | null = null;
  const floats: number[] = [];
  const ints: number[] = [];
  for (const { field, value } of protobufFields(bytes)) {
    if (field === 1) dims.push(...(typeof value === "number" ? [value] : varints(value)));
    else if (field === 2 && typeof value === "number") type = value;
    else if (field === 9 && typeof value !== "number") raw = value;
    else if (field === 4 && typeof value !== "number") append(floats, floatsOf(value));
    else if (field === 5 || field === 7) append(ints, typeof value === "number" ? [value] : varints(value));
  }
  const width = BYTES[type];
  if (width === undefined) return null;
  const count = elementCount(dims);
  if (!dims.every((side) => Number.isInteger(side) && side >= 0) || count * 4 > MAX_WEIGHTS_BYTES) {
    throw tooManyWeights();
  }
  const isWhole = type === INT32 || type === INT64;
  if (isWhole && count > MAX_INTS) return null;
  const values = raw === null ? (isWhole ? ints : floats) : rawValues(raw, { type, count, width });
  if (values === null || values.length !== count)
    throw new WeightsRefusal(`${name}: its numbers are not all there`);
  return isWhole
    ? { dims, floats: null, ints: [...values] }
    : { dims, floats: values instanceof Float32Array ? values : Float32Array.from(values), ints: null };
}

type Raw = { type: number; count: number; width: number };

/** ONNX writes the lowest byte first, wherever it is read. */
function rawValues(raw: Uint8Array, { type, count, width }: Raw): Float32Array | number[] | null {
  if (raw.byteLength !== count * width) return null;
  const copy = raw.slice();
  const view = new DataView(copy.buffer);
  switch (type) {
    case FLOAT:
      return new Float32Array(copy.buffer);
    case DOUBLE:
      return Float32Array.from({ length: count }, (_, index) => view.getFloat64(8 * index, true));
    case FLOAT16:
      return Float32Array.from({ length: count }, (_, index) => halfFloat(view.getUint16(2 * index, true)));
    case INT32:
      return Array.from({ length: count }, (_, index) => view.getInt32(4 * index, true));
    default:
      return Array.from({ length: count }, (_, index) => Number(view.getBigInt64(8 * index, true)));
  }
}

/** Of IEEE 754's 16 bits. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** 32-bit floats behind each other. */
export function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(bytes.slice(0, bytes.byteLength - (bytes.byteLength % 4)).buffer);
}

/** Numbers behind each other, as fields of a message that has one number in each. */
export function varints(bytes: Uint8Array): number[] {
  const fields = new Uint8Array(2 * bytes.byteLength);
  let length = 0;
  let isStart = true;
  for (const byte of bytes) {
    // Field 1, a number.
    if (isStart) fields[length++] = 8;
    fields[length++] = byte;
    isStart = byte < 128;
  }
  return [...protobufFields(fields.subarray(0, length))].map(({ value }) => Number(value));
}

function append(list: number[], more: Iterable<number>): void {
  for (const each of more) list.push(each);
}
