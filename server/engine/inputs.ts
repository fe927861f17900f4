import type { InputShape } from "#models/datasets/descriptor.ts";
import type { ImageShape } from "./split.ts";

/** Bytes of pictures, 0..255, or float32 of windows of a time series, which enter a network as they are. */
export type Inputs = Uint8Array | Float32Array;

/** A window [steps, columns] is a map of one row inside the engine. */
export function asMap(shape: InputShape): ImageShape {
  return shape.length === 3 ? shape : [1, ...shape];
}

/** Room for so many inputs of a shape: float32 for windows, else bytes. */
export function newInputs(count: number, shape: InputShape): Inputs {
  const [height, width, channels] = asMap(shape);
  const length = count * height * width * channels;
  return shape.length === 2 ? new Float32Array(length) : new Uint8Array(length);
}

/** The same memory, byte by byte, as a split fills it. */
export function bytesOf(inputs: Inputs): Uint8Array {
  return new Uint8Array(inputs.buffer, inputs.byteOffset, inputs.byteLength);
}
