import { readFile } from "node:fs/promises";
import { decodeSafeTensors } from "./safetensors.ts";
import type { StoredWeights } from "./starting-weights.ts";

/** Of a safetensors file; what is no float32 in it is none. @throws an Error that says what is wrong with the file. */
export async function readStartingWeights(file: string): Promise<StoredWeights> {
  const { tensors } = decodeSafeTensors(await readFile(file));
  const floats = [...tensors].flatMap(([key, { shape, data }]) =>
    data instanceof Float32Array ? [[key, { shape, data }] as const] : [],
  );
  return new Map(floats);
}
